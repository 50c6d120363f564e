// The tool says that its registration has ended.
addEventListener('message', ({ data, source }) => {
  const frame = document.querySelector('iframe[name="registration"]');
  if (source === frame.contentWindow && data?.subject === 'org.imsglobal.lti.close') location.assign('/tools');
});
