"use strict";

// The page does not know where it is served; its visitor's browser does.
for (const place of document.querySelectorAll("[data-endpoint]")) {
  place.textContent = window.location.origin;
}
