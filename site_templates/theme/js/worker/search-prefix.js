/*
 * Stands in front of the theme's search worker and mends Japanese queries before it sees them.
 *
 * The index splits Japanese where the script changes (営業|チーム, KPI|ツリー); the theme splits only the Han part of
 * a query, so a query that mixes scripts finds nothing. Here the query is split where the index was.
 * Full-width letters become plain ones. One or two hiragana between words are endings and particles (を, する), not
 * something to look for; a query made of them alone stays as it is.
 */
self.addEventListener("message", ({ data: message }) => {
  const QUERY = 2;
  if (message?.type !== QUERY || typeof message.data !== "string") return;
  const query = message.data.normalize("NFKC");
  const runs = /[\p{sc=Han}々〆]+|\p{sc=Hiragana}+|[\p{sc=Katakana}ー]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}々〆ー\s]+/gu;
  const isJapanese = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(query);
  const words = isJapanese ? query.match(runs) : [query];
  const kept = words.filter((word) => !/^\p{sc=Hiragana}{1,2}$/u.test(word));
  message.data = (kept.length ? kept : words).join(" ");
});
