/** The words of the way back in. Imported as part of messages.ts. */

// Sign-in: the offer
export const alternativeTitle = 'Sign in using alternative factors of authentication';
export const alternativeNeeds =
  'Is the device lost or broken? Then prove that it is you with a mail to {email} and with your phone {phone}.';
export const alternativeStart = 'Sign in using alternative factors';
export const lostAskAdministrator =
  'Lost your device? Contact your administrator, or whoever gave you your user name and password. They deactivate the device; then you can sign in and assign a new one.';
export const lostButAnother = 'If you have another of your devices at hand, use that one.';
export const recoveryCoolOff =
  'Signing in with your e-mail and your phone is closed until {until}, because your password, your e-mail address or your phone number changed a short while ago, or somebody said "this was not me".';
export const recoveryNoPhone =
  'Lost your device? You cannot sign in with your e-mail and your phone, because no phone number of yours is verified. Contact your administrator.';
export const recoveryNoMail =
  'Lost your device? You cannot sign in with your e-mail and your phone, because no e-mail address of yours is confirmed, or this gateway sends no mail. Contact your administrator.';
export const recoveryNoCarrier =
  'Lost your device? You cannot sign in with your e-mail and your phone, because this gateway makes no phone calls. Contact your administrator.';
export const recoveryFailures =
  'Signing in with your e-mail and your phone is switched off after too many wrong codes. Sign in with a device, or contact your administrator.';
export const supportContact = 'How to get help: {contact}';
export const forgotPassword = 'Forgot password?';

// The page: frame
export const recoverSteps = 'Steps';
export const stepEmail = 'E-mail';
export const stepPhone = 'Phone';
export const stepSignIn = 'Sign in';
export const stepDone = 'done';
export const stepHeading = 'Step {step} of 3: {name}';
export const recoverEndedTitle = 'This sign-in has ended';
export const recoverEnded =
  'It was stopped or finished elsewhere, or it took too long. To go on, sign in again and start over.';
export const recoverNotBegun =
  'This page helps you after you typed your password and found that your device does not work. Sign in first, then choose "Troubleshoot MFA".';
export const signInAgain = 'Sign in';

// Step 1
export const mailIntro =
  'We send an e-mail with a link to {email}. Open the link; this page goes on by itself.';
export const sendMail = 'Send verification email';
export const mailSent = 'We have sent an e-mail to {email}.';
export const mailQueued = 'It is leaving now.';
export const mailOut = 'The mail server has taken it. It arrives within a minute or two.';
export const mailDelayed = 'The mail server is not taking it yet. We keep trying; you can stay on this page.';
export const mailRefused =
  'The mail server refused this e-mail. Send it again; if that does not help, use "Start over" or ask for help.';
export const mailOpenLink = 'Open the link in it until {until}, and this page goes on by itself.';
export const mailSpam = 'Nothing there? Look into the spam folder.';
export const resendMail = 'Resend the email';
export const resendIn = 'Resend the email in {time}';
export const resendHint = 'A new e-mail makes the link of the old one useless.';
export const matchIntro = 'Opened the link in another browser, or on your phone? Type this number there:';
export const matchNumber = 'Number of this sign-in';

// Step 2
export const mailVerified = 'Your e-mail is verified.';
export const callIntro =
  'We call {phone}. This page shows six digits; when the voice asks for them, key them into your phone.';
export const spokenIntro = 'We call {phone}. The voice reads eight digits to you, which you type here.';
export const smsIntro = 'We send a text message with eight digits to {phone}. You type them here.';
export const callMe = 'Call me now';
export const textMe = 'Text me a code';
export const callAgain = 'Call me again';
export const textAgain = 'Text me another code';
export const callFirstIn = 'Call me in {time}';
export const textFirstIn = 'Text me a code in {time}';
export const callIn = 'Call me again in {time}';
export const textIn = 'Text me another code in {time}';
export const digitsIntro = 'Key these digits into your phone when the voice asks for them:';
export const digitsLabel = 'Digits to key in';
export const phoneCode = 'Code';
export const spokenCodeHint = 'The eight digits that the voice reads to you.';
export const smsCodeHint = 'The eight digits in the message.';
export const phoneCodeDigits = 'Type all eight digits.';
export const phoneCodeSubmit = 'Verify';
export const noCall = 'No call?';
export const noText = 'No message?';
export const noCallHelp = 'Choose "Sign in" to sign in again and start over from the beginning.';
export const lostHelpLink = 'Lost or unusable Multi-Factor Authentication (MFA) device';

// What happens on the line
export const callPlacing = 'Placing the call';
export const callRinging = 'Your phone is ringing. Answer it.';
export const callAnswered = 'Answered. Listen to the voice.';
export const callAsked = 'The voice asks for the digits: key them in now.';
export const callSpoken = 'The voice reads the digits to you.';
export const callVerified = 'Your phone is verified.';
export const callWrong = 'Those were not the right digits, and the call has ended. Try once more.';
export const callEarly =
  'Digits came before the voice had asked for them, and the call has ended. Wait for the question next time.';
export const callMachine = 'A machine took the call. Answer it yourself next time.';
export const callUnanswered = 'Nobody answered.';
export const callBusy = 'The line was busy.';
export const callFailed = 'The call could not be made. Try again in a moment.';
export const callExpired = 'This code is too old. Ask for a new one.';
export const textPlacing = 'Sending the message';
export const textAsked = 'The message is on its way.';
export const textWrong = 'That was not the right code, and it no longer counts. Ask for a new one.';
export const textFailed = 'The message could not be sent. Try again in a moment.';

// Step 3
export const bothVerified = 'Your e-mail and your phone are verified.';
export const bothVerifiedHelp =
  'Now sign in. If this account asks for a waiting time, it begins then, and this page says until when. Once you are in, your other sessions end, and every address of yours is told. The next page helps you to replace the device.';
export const signInToConsole = 'Sign in to the console';
export const waitTitle = 'Please wait until {until}';
export const waitHelp =
  'This account asks for a waiting time. From then on you can sign in here, in this browser. We have told every address of yours; whoever reads there can cancel it.';
export const waitKeep = 'You can close this page. Come back to it in this browser, under this address.';

// The link of the mail
export const linkPageTitle = 'Is this you?';
export const linkPageIntro =
  'Somebody who knows your password asked to sign in without your MFA device. Go on only if that is you.';
export const linkPageGo = 'Yes, verify my e-mail';
export const linkPageNo =
  'If it is not you, close this page, use the "this was not me" link of the mail, and change your password.';
export const matchTitle = 'One more number';
export const matchHelp =
  'You opened this link in another browser than the one where you are signing in. Type the number that the page there shows.';
export const matchHint = 'Four digits.';
export const matchLabel = 'Number shown there';
export const matchNeeded = 'Type the number of four digits.';
export const matchGo = 'Continue';
export const elsewhereTitle = 'Your e-mail is verified';
export const elsewhereHelp = 'Go back to the browser where you are signing in. It goes on there by itself.';
export const linkUselessTitle = 'This link does not work';
export const linkUseless =
  'It was used before, is too old or incomplete, or a newer mail has taken its place. Go back to the page where you are signing in and choose "Resend the email".';

// Not me
export const notMeTitle = 'This was not you?';
export const notMeIntro =
  'Somebody did what the mail says, and you did not. We then end that sign-in, and for a day nobody signs in with your e-mail and your phone.';
export const notMeGo = 'This was not me';
export const notMeDoneTitle = 'Thank you. It is stopped.';
export const notMeDone = 'That sign-in is over. Now do this:';
export const notMeChange = 'Change your password: whoever came this far knows it.';
export const notMeForgot = 'Reset it by mail, if you cannot sign in';
export const notMeTell = 'Tell your administrator, or whoever runs this gateway.';
export const notMeLook = 'Look through your devices and sessions for what you do not know.';
export const mailLinkUseless = 'It was used before, is too old or incomplete.';
export const notMeStill = 'If you still fear that somebody knows your password, do this:';

// Forgotten password
export const resetTitle = 'Reset your password';
export const resetIntro =
  'We send a link to your e-mail address. It sets a new password, and changes nothing about your MFA devices: you need them as before.';
export const whoIsIt = 'Whose password is it?';
export const resetSend = 'Send the link';
export const resetSentTitle = 'Look into your mailbox';
export const resetSent =
  'If there is such a person with a confirmed e-mail address, we have sent a mail with a link. It is good for a short time, and once.';
export const resetNoMail =
  'No mail? Look into the spam folder, or ask your administrator for a new password.';
export const resetNewTitle = 'Choose a new password';
export const resetNewIntro =
  'All your sessions end. For a day, nobody can sign in with your e-mail and your phone in place of your device.';
export const resetNewSave = 'Save new password';
export const resetDoneTitle = 'Your password is changed';
export const resetDone = 'Sign in with it now. Your MFA devices are what they were.';
export const resetUseless = 'It was used before or is too old. Ask for a new one.';
export const resetAgain = 'Ask for a new link';

// Confirming an address
export const confirmTitle = 'Confirm your e-mail address';
export const confirmIntro = 'With this you say that mail to this address reaches you.';
export const confirmGo = 'Confirm my address';
export const confirmDoneTitle = 'Your address is confirmed';
export const confirmDone =
  '{address} is confirmed. From now on it counts: if it is the address that you sign in with, sign in with it from now on.';
export const confirmUseless =
  'It was used before or is too old. Send it again from the page "My security credentials", under "Contact information".';
