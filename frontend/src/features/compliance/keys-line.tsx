import { Choice } from "@/components/field";

/** Which keys act here, and the switch for them. */
export function KeysLine({ keys, wanted, onChange }: { keys: readonly (readonly [key: string, does: string])[]; wanted: boolean; onChange: (wanted: boolean) => void }) {
  return (
    <div className="keys-line">
      <Choice label="Single keys" checked={wanted} onChange={(event) => onChange(event.currentTarget.checked)} />
      {wanted ? (
        <p className="quiet small">
          {keys.map(([key, does]) => (
            <span key={key} className="keys-line-key">
              <kbd>{key}</kbd> {does}
            </span>
          ))}
        </p>
      ) : null}
    </div>
  );
}
