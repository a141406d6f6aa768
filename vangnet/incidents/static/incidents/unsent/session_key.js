// The key of this session, as far as the device has it: it closes a report and opens none.
import { SessionCookie } from "../../ui/device/session_cookie.js";

export const key = new SessionCookie("vangnet_line");
