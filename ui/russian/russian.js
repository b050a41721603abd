// Streamlit speaks English and has no setting for it: its own words are exchanged as they appear.
// Only a text that is wholly one of the known ones is touched, so that data stay as they are.
(() => {
  // calendars and lists are written in the language of the browser, and that may be another one
  for (const [name, value] of [["language", "ru-RU"], ["languages", ["ru-RU", "ru"]]])
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  const WORDS = __WORDS__;
  const PATTERNS = [
    [/^Limit ([\d.]+)\s?MB per file(?: • (.+))?$/, (_, size, kinds) => `До ${size} МБ${kinds ? ` · ${kinds}` : ""}`],
    [/^([\d.]+)\s?MB per file(?: • (.+))?$/, (_, size, kinds) => `До ${size} МБ${kinds ? ` · ${kinds}` : ""}`],
    [/^File must be ([\d.]+)\s?([MK])B or smaller\.?$/, (_, size, unit) => `Файл больше ${size} ${unit === "M" ? "МБ" : "КБ"}: такой не принимается.`],
    [/^(.+) files are not allowed\.$/, (_, kind) => `Файлы ${kind} здесь не принимаются.`],
    [/^([\d.,]+)\s?(KB|MB|B)$/, (_, size, unit) => `${size.replace(".", ",")} ${{ B: "Б", KB: "КБ", MB: "МБ" }[unit]}`],
    [/^(.+), ([\d.,]+)\s?(KB|MB|B)$/, (_, name, size, unit) => `${name}, ${translated(`${size}${unit}`)}`],
    [/^(\d+) options? available\.$/, (_, count) => `Значений в списке: ${count}.`],
    [/^(day|month|year), (.+)$/, (_, part, name) => `${PARTS[part]}, ${name}`],
    [/^Choose date, (.+)$/, (_, name) => `Выбрать дату, ${name}`],
    [/^Selected Date: (.+)$/, (_, day) => `Выбрано: ${new Date(day).toLocaleDateString("ru-RU", { day: "numeric", month: "long", year: "numeric" })}`],
    [/^Help for (.+)$/, (_, name) => `Пояснение: ${name}`],
    [/^Remove (.+)$/, (_, name) => `Убрать ${name}`],
    [/^Add: (.+)$/, (_, name) => `Добавить: ${name}`],
    [/^Select (\d+) matches$/, (_, count) => `Выбрать найденные: ${count}`],
    [/^Selected (.+)$/, (_, name) => `Выбрано: ${name}`],
    [/^Show (\d+) more$|^View (\d+) more$/, (_, one, other) => `Ещё ${one ?? other}`],
    [/^You can only select up to (\d+) .*$/, (_, count) => `Можно выбрать не больше ${count}: сначала уберите лишнее.`],
    [/^Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/, (_, low, high) => `Нужно число от ${low} до ${high}.`],
    [/^Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$/, (_, low) => `Нужно число не меньше ${low}.`],
    [/^Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$/, (_, high) => `Нужно число не больше ${high}.`],
    [/^The page that you have requested does not seem to exist.*$/, () => "По этому адресу ничего нет: открыт первый экран."],
    [/^This app has encountered an error\..*$/s, () => "Экран не построился. Подробности записаны в журнал программы; обновите страницу."],
    [/^Error: Date set outside allowed range\..*$/, () => "Такую дату выбрать нельзя."],
    [/^Error: (.+)$/s, (_, told) => `Ошибка: ${translated(told)}`],
  ];
  const PARTS = { day: "день", month: "месяц", year: "год" };
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-valuetext"];

  function translated(text) {
    const bare = text.trim();
    if (!bare || !/[A-Za-z]/.test(bare)) return text;
    if (Object.hasOwn(WORDS, bare)) return text.replace(bare, () => WORDS[bare]);
    for (const [pattern, say] of PATTERNS) {
      const found = bare.match(pattern);
      if (found) return text.replace(bare, () => say(...found));
    }
    return text;
  }

  function put(node) {
    const said = translated(node.data);
    if (said !== node.data) node.data = said;
  }

  function label(element) {
    for (const name of ATTRIBUTES) {
      const text = element.getAttribute(name);
      if (!text) continue;
      const said = translated(text);
      if (said !== text) element.setAttribute(name, said);
    }
  }

  function walk(root) {
    if (root.nodeType === Node.TEXT_NODE) return put(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) put(node);
      else label(node);
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") put(target);
      else if (type === "attributes") label(target);
      else addedNodes.forEach(walk);
    }
  }).observe(document, {
    attributes: true,
    attributeFilter: ATTRIBUTES,
    characterData: true,
    childList: true,
    subtree: true,
  });
})();
