using System.Net;
using System.Net.Sockets;
using Amazon.MediaLive;
using Amazon.Runtime;
using Onair.Aws;

namespace Onair.Tests.Unit.Aws;

public sealed class AwsErrorReaderTests
{
    public static TheoryData<AwsErrorKind, int, string?, string> Answers => new()
    {
        { AwsErrorKind.NotFound, 404, "NotFoundException", "Channel 7 not found" },
        { AwsErrorKind.NotFound, 404, "ResourceNotFoundException", "" },
        { AwsErrorKind.NotFound, 404, "NoSuchDistribution", "The specified distribution does not exist." },
        { AwsErrorKind.NotFound, 404, "NoSuchKey", "" },
        { AwsErrorKind.NotFound, 404, "ChannelNotBroadcasting", "" },
        { AwsErrorKind.NotFound, 400, "ParameterNotFound", "" },
        { AwsErrorKind.NotFound, 400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret." },
        { AwsErrorKind.Invalid, 400, "ParameterVersionNotFound", "" },
        { AwsErrorKind.Ambiguous, 404, null, "404 page not found" },
        { AwsErrorKind.Ambiguous, 404, "UnknownOperationException", "" },
        { AwsErrorKind.Invalid, 404, "NoSuchOrigin", "One or more of your origins do not exist." },
        { AwsErrorKind.Invalid, 404, "NoSuchCachePolicy", "" },
        { AwsErrorKind.Conflict, 409, "ConflictException", "Channel 7 is RUNNING" },
        { AwsErrorKind.Conflict, 409, "DistributionAlreadyExists", "" },
        { AwsErrorKind.Conflict, 409, "DistributionNotDisabled", "" },
        { AwsErrorKind.Conflict, 409, "SomethingElse", "" },
        { AwsErrorKind.Conflict, 400, "ParameterAlreadyExists", "The parameter already exists." },
        { AwsErrorKind.Conflict, 400, "ResourceExistsException", "" },
        { AwsErrorKind.Conflict, 400, "InvalidRequestException", "a secret with this name is already scheduled for deletion" },
        { AwsErrorKind.Invalid, 400, "InvalidRequestException", "You must include SecretString or SecretBinary" },
        { AwsErrorKind.Conflict, 422, "UnprocessableEntityException", "Channel live-1 already exists" },
        { AwsErrorKind.Throttled, 429, "TooManyRequestsException", "Too Many Requests" },
        { AwsErrorKind.Throttled, 429, null, "slow down" },
        { AwsErrorKind.Throttled, 400, "ThrottlingException", "Rate exceeded" },
        { AwsErrorKind.Throttled, 400, "LimitExceededException", "Rate exceeded" },
        { AwsErrorKind.Throttled, 429, "TooManyRequestsException", "Request rate is above your quota of 5 requests per second" },
        { AwsErrorKind.Throttled, 400, "TooManyUpdates", "" },
        { AwsErrorKind.Throttled, 503, "SlowDown", "Please reduce your request rate." },
        { AwsErrorKind.LimitExceeded, 429, "TooManyRequestsException", "Limit exceeded: the account's quota is 5 channels" },
        { AwsErrorKind.LimitExceeded, 422, "UnprocessableEntityException", "You have reached the maximum number of channels" },
        { AwsErrorKind.LimitExceeded, 402, "ServiceQuotaExceededException", "Quota exceeded" },
        { AwsErrorKind.LimitExceeded, 400, "TooManyCacheBehaviors", "Your request contains more cache behaviors than are allowed" },
        { AwsErrorKind.LimitExceeded, 400, "TooManyDistributions", "" },
        { AwsErrorKind.LimitExceeded, 400, "ParameterLimitExceeded", "" },
        { AwsErrorKind.LimitExceeded, 400, "TooManyTagsError", "" },
        { AwsErrorKind.AccessDenied, 403, "ForbiddenException", "" },
        { AwsErrorKind.AccessDenied, 403, "AccessDenied", "" },
        { AwsErrorKind.AccessDenied, 403, "InvalidSignatureException", "" },
        { AwsErrorKind.AccessDenied, 403, "SignatureDoesNotMatch", "" },
        { AwsErrorKind.AccessDenied, 400, "ExpiredTokenException", "" },
        { AwsErrorKind.AccessDenied, 401, null, "" },
        { AwsErrorKind.PreconditionFailed, 412, "PreconditionFailed", "" },
        { AwsErrorKind.PreconditionFailed, 412, null, "" },
        { AwsErrorKind.PreconditionFailed, 400, "InvalidIfMatchVersion", "" },
        { AwsErrorKind.Invalid, 400, "BadRequestException", "name: must not be empty" },
        { AwsErrorKind.Invalid, 422, "UnprocessableEntityException", "codec settings conflict" },
        { AwsErrorKind.Invalid, 413, "BatchTooLarge", "" },
        { AwsErrorKind.Ambiguous, 500, "InternalServerErrorException", "" },
        { AwsErrorKind.Ambiguous, 500, "InternalServerErrorException", "maximum number of retries inside" },
        { AwsErrorKind.Ambiguous, 502, "BadGatewayException", "" },
        { AwsErrorKind.Ambiguous, 503, "ServiceUnavailableException", "" },
        { AwsErrorKind.Ambiguous, 504, "GatewayTimeoutException", "" },
        { AwsErrorKind.Ambiguous, 408, null, "" },
        { AwsErrorKind.Ambiguous, 0, null, "A connection was reset" },
    };

    public static TheoryData<Exception> NoAnswers => new()
    {
        new HttpRequestException("connection refused", new SocketException()),
        new IOException("broken pipe"),
        new TaskCanceledException("timed out"),
        new TimeoutException(),
        new AmazonClientException("no credentials"),
        new AggregateException(new HttpRequestException("refused")),
        new AggregateException(new IOException(), new IOException()),
        new InvalidOperationException("a bug"),
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_means_what_its_code_status_and_text_say(AwsErrorKind kind, int status, string? code, string text)
    {
        var exception = new AmazonMediaLiveException(text, null, ErrorType.Unknown, code, "request-1", (HttpStatusCode)status);

        AwsErrorReader.Classify(exception).ShouldBe(new AwsError(kind, code, exception.Message));
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public void Without_an_answer_nothing_is_known(Exception exception) => AwsErrorReader.Classify(exception).Kind.ShouldBe(AwsErrorKind.Ambiguous);

    [Fact]
    public void A_request_refused_before_it_was_sent_is_invalid() =>
        AwsErrorReader.Classify(new AmazonMediaLiveException("ChannelId", null, ErrorType.Sender, null, null, default)).Kind.ShouldBe(AwsErrorKind.Invalid);

    [Fact]
    public void A_wrapped_answer_is_found() =>
        AwsErrorReader.Classify(new AggregateException(new AmazonMediaLiveException("", null, ErrorType.Sender, "NotFoundException", "r", HttpStatusCode.NotFound)))
            .Kind.ShouldBe(AwsErrorKind.NotFound);
}
