"use strict";
(() => {
  const part = document.querySelector(".decision");
  const options = JSON.parse(part.querySelector("script[type='application/json']").textContent);
  const controls = [...part.querySelectorAll(".whatif input")];
  const answer = part.querySelector(".whatif .best");
  const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

  // The unit is chosen as on the rest of the page; three digits.
  const words = (number) => {
    for (const [unit, letter] of [[1e9, " bn"], [1e6, " M"], [1e3, " k"]])
      if (Math.abs(number) >= 0.9995 * unit) return plain.format(number / unit) + letter;
    return plain.format(number);
  };

  const weigh = ([audience, cost, value]) => options.map((option) => {
    const net = ([v, episodes, other]) => v * audience * value - (episodes * cost + other);
    const even = option.worlds.filter((world) => net(world) >= 0).length / option.worlds.length;
    return { name: option.name, net: net(option.mean), even };
  });

  // As the page came, the numbers are of all its worlds; moved, of those it takes along.
  const printed = new Map();
  for (const row of part.querySelectorAll(".whatif tbody tr"))
    printed.set(row.dataset.option, row.querySelector(".chance").textContent.trim());

  const show = () => {
    const factors = controls.map((control) => 2 ** Number(control.value));
    controls.forEach((control, i) => {
      const told = words(Number(control.dataset.base) * factors[i]);
      part.querySelector(`output[for="${control.id}"]`).textContent = told;
      control.setAttribute("aria-valuetext", told);
    });
    const moved = factors.some((factor) => factor !== 1);
    const weighed = weigh(factors);
    const best = weighed.reduce((a, b) => (b.net > a.net ? b : a));
    for (const row of part.querySelectorAll(".whatif tbody tr")) {
      const told = weighed.find((each) => each.name === row.dataset.option);
      row.classList.toggle("chosen", told.name === best.name);
      row.querySelector(".net").textContent = words(told.net);
      // An option that brings nothing has no chance of bringing what it costs.
      if (printed.get(told.name)) {
        row.querySelector(".even").textContent =
          moved ? Math.round(100 * told.even) + " %" : printed.get(told.name);
        row.querySelector(".bar").style.width = 100 * told.even + "%";
      }
      row.querySelector(".is-best").textContent = told.name === best.name ? "best" : "";
      if (told.name === best.name) answer.textContent = row.querySelector(".option").textContent;
    }
  };

  controls.forEach((control) => control.addEventListener("input", show));
  part.querySelector(".whatif button").addEventListener("click", () => {
    controls.forEach((control) => { control.value = 0; });
    show();
  });
  part.querySelector(".whatif").hidden = false;
  show();
})();
