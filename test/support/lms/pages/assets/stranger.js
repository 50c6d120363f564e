// Says to a frame of the page what the page told it to say, so that it comes from the wrong origin.
addEventListener('message', ({ data }) => top.frames[data.at]?.postMessage(data.message, '*'));
