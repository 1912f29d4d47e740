import cf from 'cloudfront';

// Chooses who answers a request: the gateway with its functions, or the streaming endpoint, which has none of their limits. CloudFront runs
// this for every request of a viewer. It changes nothing of the request, since a signature covers it.
//
// Functions take 6 MB each way. A body of bytes travels as Base64, which makes four bytes of three; a body of text travels as a string of
// JSON, which makes up to six bytes of one. Headers travel beside it.

const BYTES = 4500000;
const TEXT_BYTES = 1000000;
const TEXT = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)|[^;]+\+(json|xml))/;

// A GET whose response turns out too large is answered 416 by the functions, if the request says that it is sent again then.
const TOO_LARGE = 416;

function header(request, name) {
    return request.headers[name] ? request.headers[name].value : '';
}

function isTooLargeToSend(request) {
    const length = header(request, 'content-length');
    if (length === '') {
        return header(request, 'transfer-encoding') !== '';
    }
    return Number(length) > (TEXT.test(header(request, 'content-type').toLowerCase()) ? TEXT_BYTES : BYTES);
}

function isTooLargeRange(request) {
    const range = /^bytes=(\d*)-(\d+)$/.exec(header(request, 'range').trim());
    if (range === null) {
        return false;
    }
    return range[1] === '' ? Number(range[2]) > BYTES : Number(range[2]) - Number(range[1]) >= BYTES;
}

// The gateway decodes paths, so that a key with one of these would not be the one that was signed.
function isAmbiguous(request) {
    return /%(25|3f)/i.test(request.uri);
}

// Copies may read and write all bytes of an object, and completing an upload takes time for each of its parts: the gateway waits for 30
// seconds. An upload that begins at the gateway is refused there, since parts have 5 MiB at least.
function takesLong(request) {
    return 'x-amz-copy-source' in request.headers
        || request.method === 'POST' && ('uploads' in request.querystring || 'uploadId' in request.querystring);
}

function handler(event) {
    const request = event.request;
    if (isTooLargeToSend(request) || isTooLargeRange(request) || isAmbiguous(request) || takesLong(request)) {
        cf.selectRequestOriginById('streaming');
    } else if (request.method === 'GET') {
        cf.createRequestOriginGroup({
            originIds: [{ originId: 'gateway' }, { originId: 'streaming' }],
            failoverCriteria: { statusCodes: [TOO_LARGE] }
        });
    }
    return request;
}
