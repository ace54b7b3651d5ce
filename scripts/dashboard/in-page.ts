/** Code that runs in the page, as text: the scripts themselves are compiled without a browser's types. */

/** Milliseconds from the start of the navigation to the first painted map. */
export const PAINTED = `new Promise((done) => {
  const look = () => {
    const mark = performance.getEntriesByName('coverage-painted')[0];
    if (mark === undefined) setTimeout(look, 5);
    else done(mark.startTime);
  };
  look();
})`;

/** Per kind of interaction, milliseconds from the event to the frame that shows its effect. */
export const INTERACTIONS = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const timed = async (act) => {
    const before = performance.now();
    act();
    await frame();
    return performance.now() - before;
  };
  const maps = document.querySelector('.maps');
  const canvas = document.querySelector('.map-canvas');
  const box = canvas.getBoundingClientRect();
  const results = { 'key to next cell': [], 'pointer over a cell': [], 'state singled out': [], 'phase chosen': [] };
  for (let i = 0; i < 20; i++) {
    results['key to next cell'].push(await timed(() => maps.dispatchEvent(new KeyboardEvent('keydown', { key: i % 5 === 4 ? 'n' : 'ArrowRight', bubbles: true, cancelable: true }))));
    results['pointer over a cell'].push(await timed(() => canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + 40 + 9 * i, clientY: box.top + 30 + 9 * i, bubbles: true }))));
  }
  const chip = [...document.querySelectorAll('.legend button')].find((b) => b.textContent.startsWith('Stale'));
  for (let i = 0; i < 6; i++) results['state singled out'].push(await timed(() => chip.click()));
  const select = document.querySelector('.selects select');
  const set = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set;
  for (const phase of ['3', '4', '', '5', '2', '']) {
    results['phase chosen'].push(await timed(() => {
      set.call(select, phase);
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }));
  }
  return results;
})()`;
