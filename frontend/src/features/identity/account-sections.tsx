import type { Session, SessionUser } from "@/api/types";
import { Facts } from "@/components/panel";
import { AddressForm, PasswordForm } from "./account-forms";
import ConfirmNotice from "./confirm-notice";
import { DeviceList } from "./device-list";
import { words } from "./account-words";

/** The rest of the security page: devices and notices, password, address. */
export default function AccountSections({ session, user }: { session: Session; user: SessionUser }) {
  return (
    <>
      <section className="stack" aria-labelledby="devices">
        <h2 id="devices">{words.devices}</h2>
        <DeviceList />
        <p className="quiet">{words.noticesText}</p>
      </section>
      <section className="stack" aria-labelledby="password">
        <h2 id="password">{words.password}</h2>
        <PasswordForm user={user} />
      </section>
      <section className="stack" aria-labelledby="address">
        <h2 id="address">{words.address}</h2>
        <ConfirmNotice session={session} />
        <Facts facts={[[words.address, user.email], ["State", user.email_confirmed ? words.confirmed : words.notConfirmed]]} />
        <AddressForm />
      </section>
    </>
  );
}
