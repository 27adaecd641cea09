import type { ContactInformation } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

interface Props {
  owner: boolean;
  known: ContactInformation | undefined;
}

/** Before a device is assigned: with these one gets back in when it is lost (row S2-55). */
export function ReviewContact({ owner, known }: Props) {
  // Users who cannot get back in by themselves have nothing to review.
  if (!owner && !known?.SelfServiceRecovery) return null;
  const email = known?.Email ?? known?.ContactEmail;
  const state = known?.PhoneVerified ? say.verifiedSmall : say.notVerifiedSmall;
  return (
    <div class="hint">
      <p>
        {say.reviewContact}{' '}
        <a href="/help#lost" target="_blank" rel="noreferrer">
          {say.whatIfLost}
        </a>
      </p>
      {known && (
        <>
          <ul class="plain">
            <li>{fill(say.reviewEmail, { email: email ?? say.none })}</li>
            <li>
              {known.PhoneNumber
                ? fill(say.reviewPhone, { phone: known.PhoneNumber, state })
                : say.reviewNoPhone}
            </li>
          </ul>
          <p>
            <a href="/credentials#contact" target="_blank" rel="noreferrer">
              {say.contactInformation}
            </a>
          </p>
        </>
      )}
    </div>
  );
}
