"use strict";
// Draws the pictures of the report from the data beside them. Text goes to the canvas or into text nodes only.
(() => {
  const TALLEST = 1250; // a picture fits one A4 page at the width of the sheet
  const root = document.documentElement;
  const pictures = [];

  // A printed picture needs more pixels than a screen has.
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  Object.defineProperty(window, "devicePixelRatio", { configurable: true, get: () => ratio });

  const theme = () => {
    const style = getComputedStyle(root);
    const read = (name) => style.getPropertyValue(name).trim();
    return {
      ink: read("--ink"), paper: read("--paper"), sans: read("--sans"), accent: read("--accent"),
      plain: read("--tie"), highlighted: read("--accent"), derived: read("--derived"), ended: read("--ended"),
    };
  };

  const write = (context, text, size, colours, colour, plate) => {
    const [left, top, right, bottom] = text.box;
    if (plate) {
      context.fillStyle = colours.paper;
      context.fillRect(left, top, right - left, bottom - top);
    }
    context.font = `${size.weight} ${size.size}px ${colours.sans}`;
    context.textAlign = text.align;
    context.textBaseline = "middle";
    context.fillStyle = colour;
    const x = text.align === "left" ? left : text.align === "right" ? right : (left + right) / 2;
    const height = (bottom - top) / Math.max(1, text.lines.length);
    text.lines.forEach((line, number) => context.fillText(line, x, top + height * (number + 0.5)));
  };

  const letter = (context, data, colours) => {
    const { sizes } = data;
    for (const edge of data.edges) {
      if (!edge.caption) continue;
      const colour = edge.tone === "plain" ? colours.ink : colours[edge.tone];
      write(context, edge.caption, { size: sizes.caption, weight: edge.tone === "highlighted" ? 600 : 400 }, colours, colour, true);
    }
    for (const node of data.nodes) {
      write(context, node.name, { size: sizes.name, weight: node.focus || node.tone === "highlighted" ? 600 : 400 }, colours, colours.ink, true);
      context.font = `600 ${node.focus ? 21 : 18}px ${colours.sans}`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillStyle = node.glyph.ink;
      const low = { triangle: 6, triangleDown: -5 }[node.shape] || 1;
      context.fillText(node.glyph.text, node.x, node.y + low);
    }
  };

  const draw = (picture) => {
    const { container, data } = picture;
    if (container.clientWidth < 1) return; // a window too narrow to draw in; the next resize draws
    const colours = theme();
    const [left, top, right, bottom] = data.bounds;
    const scale = Math.min(1, container.clientWidth / (right - left), TALLEST / (bottom - top));
    container.style.height = `${Math.ceil((bottom - top) * scale)}px`;
    if (picture.network) picture.network.destroy();
    const nodes = data.nodes.map((node) => ({
      ...node,
      borderWidth: node.tone === "highlighted" ? 3.5 : 1.5,
      color: { background: node.color, border: node.tone === "highlighted" ? colours.accent : colours.paper },
    }));
    const edges = data.edges.map((edge) => ({ ...edge, color: { color: colours[edge.tone] } }));
    picture.network = new vis.Network(container, { nodes, edges }, data.options);
    picture.network.on("afterDrawing", (context) => letter(context, data, colours));
    picture.home = () => {
      picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
      picture.network.redraw();
    };
    picture.home();
  };

  const zoom = (picture, how) => {
    if (how === "home") return picture.home();
    const factor = how === "in" ? 1.25 : 0.8;
    return picture.network.moveTo({ scale: picture.network.getScale() * factor, animation: false });
  };

  document.querySelectorAll("figure").forEach((figure) => {
    const picture = {
      container: figure.querySelector(".picture"),
      data: JSON.parse(figure.querySelector("script").textContent),
    };
    figure.querySelectorAll("[data-zoom]").forEach((button) => {
      button.addEventListener("click", () => zoom(picture, button.dataset.zoom));
    });
    pictures.push(picture);
  });
  const drawAll = () => pictures.forEach(draw);
  drawAll();

  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    const before = width;
    width = window.innerWidth;
    if (width !== before && !root.dataset.theme) drawAll();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  window.addEventListener("beforeprint", () => { root.dataset.theme = "light"; drawAll(); });
  window.addEventListener("afterprint", () => { delete root.dataset.theme; drawAll(); });
  window.evidencePictures = pictures;
  root.dataset.ready = "true";
})();
