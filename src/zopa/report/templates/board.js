/* The red-line board.

   The page holds, for each goal, every mask that one of its outcomes has (the lines that bind the
   outcome and that it breaks, one bit a reading) with the exact number of outcomes. Where S is the
   set of lines that stand, an outcome is left if its mask shares no bit with S. Nothing is left if
   S meets every mask, and then the minimal blocking sets are the minimal parts of S that do: the
   minimal hitting sets of the masks within S (Reiter 1987), found as by Murakami and Uno (2014).

   All words come with the data. Texts are set as text, never as markup. */
(() => {
  "use strict";

  const MOST_STEPS = 20000;
  const place = (id) => document.getElementById(id);
  const data = JSON.parse(place("board-data").textContent);
  const { goals, lines, most, most_in_short, words } = data;
  for (const goal of goals) goal.counts = goal.counts.map(BigInt);
  const boxes = lines.map((_, number) => place(`board-line-${number}`));
  const states = lines.map((_, number) => place(`board-state-${number}`));

  const fill = (message, fields) =>
    message.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));

  const listing = (items) =>
    items.length < 2
      ? items.join("")
      : fill(words.last_two, { first: items.slice(0, -1).join(words.comma), last: items.at(-1) });

  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, words.thousands);

  const ones = (mask) => {
    let count = 0;
    for (let rest = mask; rest; rest &= rest - 1) count += 1;
    return count;
  };

  /* Which goal is asked about, and which reading of each line stands. */
  function state() {
    const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`);
    const read = lines.map((line, number) => {
      const among = line.readings.length > 1 ? Number(chosen(`board-reading-${number}`).value) : 0;
      return line.readings[among];
    });
    const stands = boxes.map((box) => box.checked);
    const goal = goals[Number(chosen("board-goal").value)];
    return { goal, read, stands };
  }

  /* The masks within S that contain no other. */
  function minimal(masks, standing) {
    const within = [...new Set(masks.map((mask) => mask & standing))];
    within.sort((one, other) => ones(one) - ones(other));
    const kept = [];
    for (const mask of within) {
      if (!kept.some((smaller) => (smaller & mask) === smaller)) kept.push(mask);
    }
    return kept;
  }

  /* The minimal sets of bits that meet every mask. Each bit of a set is the only one to meet some
     mask; a branch ends where that no longer holds. */
  function hittingSets(masks) {
    const found = [];
    let steps = 0;
    let whole = true;
    const grow = (chosen, left, alone, allowed) => {
      steps += 1;
      if (steps > MOST_STEPS || found.length > most) {
        whole = false;
        return;
      }
      if (!left.length) {
        found.push(chosen);
        return;
      }
      const tightest = left.reduce((best, mask) =>
        ones(mask & allowed) < ones(best & allowed) ? mask : best);
      const candidates = tightest & allowed;
      let open = allowed & ~candidates;
      for (let rest = candidates; rest && whole; rest &= rest - 1) {
        const bit = rest & -rest;
        const kept = alone.map((own) => own.filter((mask) => !(mask & bit)));
        if (kept.every((own) => own.length)) {
          kept.push(left.filter((mask) => mask & bit));
          grow(chosen | bit, left.filter((mask) => !(mask & bit)), kept, open);
        }
        open |= bit;
      }
    };
    grow(0, masks, [], -1);
    return { found: found.slice(0, most), whole };
  }

  /* What is left, and otherwise what blocks. */
  function answer({ goal, read, stands }) {
    let standing = 0;
    read.forEach((reading, number) => {
      if (stands[number]) standing |= 1 << reading.bit;
    });
    let left = 0n;
    goal.masks.forEach((mask, number) => {
      if (!(mask & standing)) left += goal.counts[number];
    });
    const example = goal.examples
      .filter(([mask]) => !(mask & standing))
      .reduce((best, one) => (best && best[1] <= one[1] ? best : one), null);
    const blocked = !left && goal.masks.length;
    const { found, whole } = blocked
      ? hittingSets(minimal(goal.masks, standing))
      : { found: [], whole: true };
    const sets = found.map((mask) =>
      [...lines.keys()].filter((number) => stands[number] && mask & (1 << read[number].bit)));
    sets.sort(compare);
    return { left, example, sets, whole };
  }

  function compare(one, other) {
    if (one.length !== other.length) return one.length - other.length;
    const at = one.findIndex((number, place) => number !== other[place]);
    return at < 0 ? 0 : one[at] - other[at];
  }

  const kindOf = ({ goal }, { left }) => (!goal.masks.length ? "void" : left ? "open" : "blocked");

  /* What the strip says that stays in sight: the answer by names alone. */
  function short(now, found, touches) {
    const told = found.sets.map((set) => {
      const said = fill(set.length < 2 ? words.one : set.length < 3 ? words.two : words.several, {
        line: lines[set[0]].name,
        lines: listing(set.map((number) => lines[number].name)),
      });
      return touches(set) ? fill(words.with_law, { set: said }) : said;
    });
    const sets = told.slice(0, most_in_short).join(words.semicolon);
    const number = told.length - most_in_short;
    return [
      fill(words[`${kindOf(now, found)}_short`], { goal: now.goal.label }),
      ...(sets ? [fill(number > 0 ? words.and_more : words.sets, { sets, number })] : []),
    ].join(" ");
  }

  /* What the board says in one breath: the verdict, and how the board is set. */
  function verdict(now, found) {
    const { goal, read, stands } = now;
    const kind = kindOf(now, found);
    const aside = lines.filter((_, number) => !stands[number]).map((line) => line.name);
    const readings = read
      .filter((_, number) => lines[number].readings.length > 1 && stands[number])
      .map((reading) => reading.id);
    return [
      fill(words[kind], { goal: goal.label }),
      aside.length ? fill(words.set_aside, { lines: listing(aside) }) : words.all_stand,
      ...(readings.length ? [fill(words.read_as, { lines: listing(readings) })] : []),
    ].join(" ");
  }

  function write(id, text) {
    const element = place(id);
    if (element.textContent !== text) element.textContent = text;
    element.hidden = !text;
  }

  function list(id, sets, read) {
    const items = sets.map((set) => {
      const item = document.createElement("li");
      const told = set.map((number) => read[number].text).join(words.semicolon);
      const said = set.length < 2 ? words.alone : set.length < 3 ? words.both : words.together;
      item.textContent = fill(said, { lines: told });
      item.dataset.lines = JSON.stringify(set.map((number) => lines[number].name));
      return item;
    });
    place(id).replaceChildren(...items);
    place(id).hidden = !items.length;
  }

  function update() {
    const now = state();
    const found = answer(now);
    const touches = (set) => set.some((number) => now.read[number].law);
    found.sets.sort((one, other) => touches(one) - touches(other));
    const said = verdict(now, found);
    write("board-strip", short(now, found, touches));
    write("board-said", said);
    write("board-said-again", said);
    list("board-sets", found.sets.filter((set) => !touches(set)), now.read);
    list("board-law-sets", found.sets.filter(touches), now.read);
    place("board-law").hidden = !found.sets.some(touches);
    write("board-more", found.whole ? "" : words.more);
    place("board-to-left").hidden = !found.left;
    states.forEach((state, number) => {
      state.textContent = now.stands[number] ? words.stands : words.aside;
      state.closest("li").classList.toggle("aside", !now.stands[number]);
    });
    write("board-count", fill(words.count, { count: grouped(found.left) }));
    write(
      "board-example",
      found.example && found.left ? fill(words.example, { outcome: found.example[2] }) : words.no_example,
    );
  }

  place("board-live").addEventListener("change", update);
  place("board-reset").addEventListener("click", () => {
    for (const input of place("board-live").querySelectorAll("input")) {
      input.checked = input.defaultChecked;
    }
    update();
  });
  place("board-still").hidden = true;
  for (const id of ["board-live", "board-open"]) place(id).hidden = false;
  place("board-first").classList.add("paper");
  update();
})();
