import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./style/tokens.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/queue.css";
import "./style/patient.css";
import "./style/month.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><App /></StrictMode>);
