"""Parts of pages, one file each; see `goalbook.present.section`."""
