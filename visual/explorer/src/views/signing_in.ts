// Signing in: a name, a password, and why one is here. The cookie that comes of it no script can read.
import { h } from "../dom";
import { Refused } from "../api";
import { signIn } from "../session";
import { word } from "../words/words";

export function signInPage(done: () => void): HTMLElement {
  const name = h("input", { id: "name", name: "username", autocomplete: "username", required: true, maxlength: "100" });
  const password = h("input", { id: "password", name: "password", type: "password", autocomplete: "current-password", required: true });
  const said = h("p", { class: "warning", role: "alert", hidden: true });
  const submit = h("button", { type: "submit", class: "main", id: "sign-in" }, word("signIn.act"));
  const form = h(
    "form",
    { class: "sign-in" },
    h("h1", {}, word("title")),
    h("p", { class: "hint" }, word("signIn.hint")),
    h("label", { for: "name" }, word("signIn.name")),
    name,
    h("label", { for: "password" }, word("signIn.password")),
    password,
    said,
    submit,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit.disabled = true;
    said.hidden = true;
    void signIn(name.value.trim(), password.value).then(done, (error: Refused) => {
      said.replaceChildren(error.status === 401 ? word("signIn.wrong") : error.detail);
      said.hidden = false;
      submit.disabled = false;
      password.value = "";
      password.focus();
    });
  });
  setTimeout(() => name.focus(), 0);
  return h("main", { class: "centre" }, form);
}
