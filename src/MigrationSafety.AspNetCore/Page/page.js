'use strict';
// Everything from the server is put in as text, never as markup.
(() => {
  const root = document.body.dataset.root;
  const interval = 2000;
  const svgNamespace = 'http://www.w3.org/2000/svg';
  const $ = id => document.getElementById(id);

  function make(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
  }

  function draw(tag, attributes, ...children) {
    return fill(document.createElementNS(svgNamespace, tag), attributes, children);
  }

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name === 'onclick') element.addEventListener('click', value);
      else element.setAttribute(name, value);
    }
    element.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
    return element;
  }

  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const fraction = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
  const percent = value => (Math.floor(value * 1000) / 10).toFixed(1) + ' %';

  function time(text) {
    return text ? new Date(text).toISOString().replace('T', ' ').slice(0, 19) + 'Z' : '';
  }

  function span(seconds) {
    if (seconds < 90) return Math.ceil(seconds) + ' s';
    if (seconds < 90 * 60) return Math.round(seconds / 60) + ' min';
    if (seconds < 48 * 3600) return (seconds / 3600).toFixed(1) + ' h';
    return (seconds / 86400).toFixed(1) + ' days';
  }

  function left(b) {
    if (b.secondsLeftAtLeast === null) return 'not known yet';
    const least = span(b.secondsLeftAtLeast);
    if (b.secondsLeftAtMost === null) return least + ' or more';
    const most = span(b.secondsLeftAtMost);
    return least === most ? least : least + ' to ' + most;
  }

  const runs = b => b.state === 'registered' || b.state === 'running';

  function state(b) {
    if (b.complete) return ['good', 'complete'];
    if (b.state === 'completed') return ['warn', b.quarantined > 0 ? 'rows in quarantine' : 'not verified'];
    if (!runs(b)) return ['bad', b.state];
    if (b.paused) return ['warn', 'paused'];
    if (b.waits) return ['warn', 'waiting'];
    return ['run', b.phase === null ? 'starting' : b.phase === 'fill' ? 'filling' : 'verifying'];
  }

  // The rows of a pass are estimated: one that is under way is not at its end.
  function done(b) {
    return b.state === 'completed' ? 1 : b.estimatedRows === 0 ? 0 : Math.min(0.999, b.rowsDone / b.estimatedRows);
  }

  function slowed(b) {
    if (!runs(b)) return b.complete ? null : b.reason;
    if (b.paused) return 'Paused: ' + b.reason;
    if (b.waits) return 'Waiting since ' + time(b.waits.since) + ' for ' + b.waits.signal;
    return b.signal ? 'Slowed down by ' + b.signal : null;
  }

  function bar(b, kind) {
    const part = done(b);
    return draw('svg', { viewBox: '0 0 1000 14', preserveAspectRatio: 'none', role: 'img', 'aria-label': percent(part) + ' done' },
      draw('rect', { class: 'bar-back', width: 1000, height: 14, rx: 4 }),
      draw('rect', { class: 'bar-done ' + kind, width: Math.max(0, part * 1000), height: 14, rx: 4 }));
  }

  // Progress above, throughput below, over the time that this application has seen.
  function chart(history) {
    if (history.length < 2) return null;
    const [width, top, progress, gap, speed] = [1000, 16, 90, 30, 70];
    const below = top + progress + gap;
    const [from, to] = [history[0].at, history[history.length - 1].at];
    const fastest = Math.max(1, ...history.map(p => p.rowsPerSecond));
    const x = p => (p.at - from) / Math.max(1, to - from) * width;
    const yDone = p => top + progress * (1 - p.done);
    const ySpeed = p => below + speed * (1 - p.rowsPerSecond / fastest);
    const line = (points, y) => points.map((p, i) => (i === 0 ? 'M' : 'L') + x(p).toFixed(1) + ' ' + y(p).toFixed(1)).join('');
    const passes = [];
    for (const point of history) {
      const last = passes[passes.length - 1];
      if (last && last[0].pass === point.pass) last.push(point);
      else passes.push([point]);
    }
    const parts = [
      draw('rect', { class: 'frame', x: 0.5, y: top, width: width - 1, height: progress }),
      draw('rect', { class: 'frame', x: 0.5, y: below, width: width - 1, height: speed })];
    passes.forEach((points, i) => {
      const end = i + 1 < passes.length ? x(passes[i + 1][0]) : x(points[points.length - 1]);
      parts.push(draw('path', { class: 'area', d: line(points, yDone) + 'L' + end.toFixed(1) + ' ' + yDone(points[points.length - 1]).toFixed(1) + 'V' + (top + progress) + 'H' + x(points[0]).toFixed(1) + 'Z' }));
      parts.push(draw('path', { class: 'curve', d: line(points, yDone) + 'H' + end.toFixed(1) }));
      if (i > 0) {
        parts.push(draw('line', { class: 'pass-line', x1: x(points[0]), x2: x(points[0]), y1: top, y2: below + speed }));
        parts.push(draw('text', { x: x(points[0]) + 4, y: top + 14 }, 'pass ' + points[0].pass));
      }
    });
    parts.push(draw('path', { class: 'speed', d: line(history, ySpeed) }));
    parts.push(draw('text', { x: 0, y: 11 }, 'done of the pass, to 100 %'));
    parts.push(draw('text', { x: 0, y: below - 5 }, 'rows a second, to ' + number.format(fastest)));
    parts.push(draw('text', { x: 0, y: below + speed + 15 }, time(from)));
    parts.push(draw('text', { x: width, y: below + speed + 15, 'text-anchor': 'end' }, time(to)));
    return draw('svg', { viewBox: '0 0 1000 ' + (below + speed + 20), role: 'img', class: 'chart',
      'aria-label': 'Progress and throughput from ' + time(from) + ' to ' + time(to) }, ...parts);
  }

  function facts(b) {
    const pairs = [['Rows of this pass', number.format(b.rowsDone) + ' of about ' + number.format(b.estimatedRows)]];
    if (runs(b)) {
      pairs.push(['Rows a second', b.rowsPerSecond === null ? 'not known yet' : number.format(b.rowsPerSecond)], ['Left of this pass', left(b)]);
    }
    pairs.push(
      ['Rows written', number.format(b.rowsChanged) + (b.hotRatio === null ? '' : ' (' + Math.round(b.hotRatio * 100) + ' % HOT)')],
      ['In quarantine', number.format(b.quarantined)],
      ['Workers', b.workers + (b.maxWorkers === null ? '' : ' of at most ' + b.maxWorkers)],
      ['Pace', fraction.format(b.targetBatchMilliseconds) + ' ms a batch, rest × ' + fraction.format(b.restRatio)],
      ['Pass', b.phase === null ? 'none yet' : b.pass + ' (' + b.phase + ')'],
      ['Started', time(b.startedAt)]);
    if (b.completedAt) pairs.push(['Completed', time(b.completedAt)]);
    if (b.verifiedAt) pairs.push(['Verified as of', time(b.verifiedAt)]);
    if (b.releasedAt) pairs.push(['Released', time(b.releasedAt) + ' by ' + b.releasedBy + (b.releaseIsForced ? ', by force' : '')]);
    return make('dl', { class: 'facts' }, ...pairs.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
  }

  function rows(heads, lines) {
    return make('div', { class: 'wide' }, make('table', {},
      make('thead', {}, make('tr', {}, ...heads.map(head => make('th', { scope: 'col' }, head)))),
      make('tbody', {}, ...lines.map(cells => make('tr', {}, ...cells.map(([kind, text]) => make('td', { class: kind }, text)))))));
  }

  function gate(b) {
    if (b.gate === null) return null;
    return make('section', { class: 'gate' }, make('h4', {}, b.gate.length === 0 ? 'The gate of the contract step is open, but for soak time and retired versions that the step itself asks for' : 'The contract step has to wait'),
      b.gate.length === 0 ? null : make('ul', {}, ...b.gate.map(reason => make('li', {}, reason))));
  }

  function quarantine(b) {
    if (b.quarantine.length === 0) return null;
    return make('section', {}, make('h4', {}, 'Rows in quarantine' + (b.quarantined > b.quarantine.length ? ' (the last ' + b.quarantine.length + ')' : '')),
      rows(['Table', 'Key', 'Error', 'When'], b.quarantine.map(row =>
        [['text', row.relation], ['text', row.key.join(', ')], ['text', row.message + ' (' + row.sqlState + ')'], ['time', time(row.at)]])));
  }

  function buttons(database, b) {
    const reason = { name: 'reason', label: 'Why' };
    const all = [
      ['Pause', 'pause', 'Workers finish their batch and begin no other.', [reason], runs(b) && !b.paused],
      ['Resume', 'resume', 'It goes on where it was.', [], b.paused || b.state === 'stopped' || b.state === 'cancelled'],
      ['Throttle', 'throttle', 'What stays empty stays as it is.', [
        { name: 'targetBatchMilliseconds', label: 'Milliseconds a batch', type: 'number', min: 1 },
        { name: 'maxWorkers', label: 'Workers over all processes (0: no limit)', type: 'number', min: 0 },
        { name: 'restRatio', label: 'Rest after a batch, as a multiple of its time', type: 'number', min: 0, step: 'any' }], runs(b)],
      ['Cancel', 'cancel', 'It ends after the batches in hand. What was written stays.', [reason], runs(b)],
      ['Verify again', 'verify', 'All rows are compared again, and those in quarantine tried again.', [], b.state === 'completed'],
      ['Release', 'release', 'No running version needs the old side any more: the contract step may run as soon as everything else is in order.', [reason], b.complete && !b.releasedAt],
      ['Withdraw release', 'withdraw', 'The contract step has to wait again.', [reason], Boolean(b.releasedAt)]];
    return make('div', { class: 'actions' }, ...all.filter(([, , , , shown]) => shown).map(([label, action, text, fields]) =>
      make('button', { type: 'button', 'data-key': database.name + '/' + b.name + '/' + action, onclick: () => ask(database, b, label, action, text, fields) }, label)));
  }

  function ask(database, b, label, action, text, fields) {
    $('dialog-title').textContent = label + ': ' + b.name;
    $('dialog-text').textContent = text;
    $('dialog-error').textContent = '';
    const inputs = fields.map(({ name, label: caption, ...attributes }) => [name, attributes.type, make('input', { type: 'text', autocomplete: 'off', ...attributes }), caption]);
    $('dialog-fields').replaceChildren(...inputs.map(([, , input, caption]) => make('label', {}, caption, input)));
    const act = $('dialog-do');
    act.textContent = label;
    act.onclick = async () => {
      const body = { database: database.name, backfill: b.name, action };
      for (const [name, type, input] of inputs) {
        if (!input.reportValidity()) return;
        if (input.value !== '') body[name] = type === 'number' ? Number(input.value) : input.value;
      }
      const problem = await send(body);
      if (problem === null) {
        $('dialog').close();
        await refresh();
      } else {
        $('dialog-error').textContent = problem;
      }
    };
    $('dialog').showModal();
  }

  async function send(body) {
    try {
      const answer = await fetch(root + '/control', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-MigrationSafety': '1' }, body: JSON.stringify(body) });
      if (answer.ok) return null;
      const text = await answer.text();
      try {
        return JSON.parse(text).error ?? text;
      } catch {
        return 'The application answers ' + answer.status + '.';
      }
    } catch (lost) {
      return 'The application cannot be reached: ' + lost.message;
    }
  }

  function card(database, b, mayControl) {
    const [kind, words] = state(b);
    const note = slowed(b);
    return make('article', { class: 'card', 'data-backfill': b.name },
      make('div', { class: 'top' }, make('h3', {}, b.name), make('span', { class: 'table-name' }, b.table), make('span', { class: 'chip ' + kind }, words),
        make('span', { class: 'spring' }), mayControl ? buttons(database, b) : null),
      bar(b, kind),
      make('div', { class: 'part' }, percent(done(b)) + (b.phase === null ? '' : ' of pass ' + b.pass)),
      note ? make('p', { class: 'note ' + (kind === 'bad' ? 'bad' : 'warn') }, note) : null,
      facts(b), chart(b.history), quarantine(b), gate(b));
  }

  function section(database, mayControl) {
    return make('section', {}, make('h2', {}, database.name),
      ...database.problems.map(problem => make('p', { class: 'note bad' }, problem)),
      ...(database.backfills.length > 0 ? database.backfills.map(b => card(database, b, mayControl)) : [make('p', { class: 'empty' }, 'No backfill was started in this database.')]),
      database.events.length === 0 ? null : make('div', { class: 'card' }, make('h4', {}, 'What happened last'),
        rows(['When', 'Backfill', 'What', '', 'Role'], database.events.map(e =>
          [['time', time(e.at)], ['text', e.backfill], ['text', e.kind], ['text', e.message], ['text', e.role]]))));
  }

  // What has the focus keeps it.
  function show(report) {
    const key = document.activeElement?.dataset.key;
    $('databases').replaceChildren(...report.databases.map(database => section(database, report.mayControl)));
    if (key) [...document.querySelectorAll('[data-key]')].find(element => element.dataset.key === key)?.focus();
  }

  // A button that is being pressed must not be replaced.
  let pressed = false;
  addEventListener('pointerdown', () => { pressed = true; });
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(() => { pressed = false; }));

  async function refresh() {
    const updated = $('updated');
    try {
      const answer = await fetch(root + '/status.json', { cache: 'no-store' });
      if (!answer.ok) throw new Error('it answers ' + answer.status);
      const report = await answer.json();
      if (!pressed) show(report);
      updated.textContent = 'as of ' + time(report.at);
      updated.className = '';
    } catch (lost) {
      updated.textContent = 'The application cannot be reached (' + lost.message + '). What is shown is old.';
      updated.className = 'lost';
    }
  }

  $('dialog-close').addEventListener('click', () => $('dialog').close());
  (async () => {
    for (;;) {
      if (!document.hidden) await refresh();
      await new Promise(resolve => setTimeout(resolve, interval));
    }
  })();
})();
