// Reloads the page when the preview shows another state than the one this page is of. A hidden page does not listen:
// browsers allow few connections to one server, and it catches up when it is seen again.
(() => {
  const { events, version } = document.currentScript.dataset;
  let source;
  const listen = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource(`${events}?seen=${version}`);
    source.onmessage = (event) => {
      if (event.data !== version) location.reload();
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    };
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
