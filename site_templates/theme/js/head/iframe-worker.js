/*
 * Search from a folder: no browser starts a worker from file://, so the theme's search worker runs in a hidden frame.
 *
 * Nothing here is an inline script, so the page's content security policy holds: the frame inherits it, the page
 * gives the frame what a worker has (`postMessage`, `importScripts`), and the worker itself is a script with a `src`.
 * The theme's worker looks for `IFrameWorker` in its parent to find its own files.
 */
if (location.protocol === "file:") {
  const load = (frame, address) =>
    new Promise((done, failed) => {
      const script = frame.contentDocument.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = () => failed(new Error(`${address} cannot be loaded`));
      frame.contentDocument.head.append(script);
    });

  window.Worker = window.IFrameWorker = class extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.ready = this.start(address);
    }

    async start(address) {
      const { frame } = this;
      const shown = new Promise((done) => frame.addEventListener("load", done, { once: true }));
      document.body.append(frame);
      await shown;
      frame.contentWindow.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      frame.contentWindow.importScripts = async (...addresses) => {
        for (const each of addresses) await load(frame, each);
      };
      await load(frame, address);
    }

    async postMessage(data) {
      await this.ready;
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
