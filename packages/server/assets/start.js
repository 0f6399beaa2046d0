// Starts the reference page. Everything it asks for comes from this server.
(() => {
  const { nonce, dataset } = document.currentScript;
  const { email, password, organization } = dataset;

  // The page's program puts styles in as it goes; the policy takes those that carry the nonce.
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function createElement(...names) {
    const element = create.apply(this, names);
    if (String(names[0]).toLowerCase() === "style") element.nonce = nonce;
    return element;
  };

  // Nor may an attribute hold a style; the same said to the element itself may.
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function set(name, value) {
    if (name === "style" && this.style !== undefined) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };

  // Of highlighted code the attributes only count its lines, which nothing here shows.
  const html = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
  Object.defineProperty(Element.prototype, "innerHTML", {
    ...html,
    set(text) {
      html.set.call(this, String(text).replaceAll(/ style="--line-[^"]*"/g, ""));
    },
  });

  /** Of the demonstration alone, whose password everybody knows: a token to try things with. */
  const signIn = async () => {
    if (email === undefined) return undefined;
    const response = await fetch("/api/auth/login", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email, password }),
    });
    return response.ok ? (await response.json()).accessToken : undefined;
  };

  const start = async () => {
    const token = await signIn().catch(() => undefined);
    window.Scalar.createApiReference("#reference", {
      url: "/openapi.json",
      baseServerURL: location.origin,
      servers: [{ url: location.origin, description: "This server" }],
      // Nothing of others: no proxy, no fonts, no usage reports, no assistant, no way out to their client.
      proxyUrl: "", withDefaultFonts: false, telemetry: false, agent: { disabled: true }, mcp: { disabled: true }, hideClientButton: true,
      showDeveloperTools: "never", persistAuth: false, hideModels: false, documentDownloadType: "direct",
      defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
      hiddenClients: true,
      authentication: {
        preferredSecurityScheme: [["bearer", "organization"]],
        securitySchemes: { bearer: { token: token ?? "" }, organization: { value: organization ?? "" } },
      },
    });
  };
  document.addEventListener("DOMContentLoaded", () => void start());
})();
