using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Onair.Events.Delivery;
using Onair.Guard;

namespace Onair.Tests.Unit.Events.Delivery;

public sealed class SendResultTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200, "Taken", "Taken", false)]
    [InlineData(202, "Taken", "Taken", false)]
    [InlineData(204, "Taken", "Taken", false)]
    [InlineData(301, "Failed", "Redirect", false)]
    [InlineData(307, "Failed", "Redirect", false)]
    [InlineData(400, "Failed", "ClientError", false)]
    [InlineData(401, "Failed", "Unauthorized", true)]
    [InlineData(403, "Failed", "Unauthorized", true)]
    [InlineData(404, "Failed", "ClientError", false)]
    [InlineData(410, "Gone", "Gone", false)]
    [InlineData(429, "Failed", "Throttled", true)]
    [InlineData(500, "Failed", "ServerError", true)]
    [InlineData(503, "Failed", "ServerError", true)]
    public void A_status_says_what_became_of_it(int status, string kind, string reason, bool outage)
    {
        var outcome = SendResult.Of((HttpStatusCode)status, null, "", Now);

        (outcome.Kind.ToString(), outcome.Reason, outcome.Outage).ShouldBe((kind, reason, outage));
        outcome.Unauthorized.ShouldBe(status is 401 or 403);
        outcome.Code.ShouldBe(kind == "Taken" ? null : status);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(413, true)]
    [InlineData(422, true)]
    [InlineData(500, true)]
    [InlineData(301, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(405, false)]
    [InlineData(429, false)]
    [InlineData(502, false)]
    [InlineData(503, false)]
    [InlineData(504, false)]
    public void A_refusal_of_one_event_differs_from_one_of_all(int status, bool concernsEvent) =>
        SendResult.Of((HttpStatusCode)status, null, "", Now).ConcernsEvent.ShouldBe(concernsEvent);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("86400", 3600)]
    [InlineData("Thu, 01 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 0)]
    [InlineData("Fri, 02 Jan 2026 12:00:00 GMT", 3600)]
    public void Retry_After_is_seconds_or_a_date_and_at_most_an_hour(string header, int seconds) =>
        SendResult.Of(HttpStatusCode.ServiceUnavailable, RetryConditionHeaderValue.Parse(header), "", Now).RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Shortens_a_receivers_answer_to_one_line_of_200_characters()
    {
        SendResult.Of(HttpStatusCode.BadRequest, null, " no\r\n\t such  field ", Now).Message.ShouldBe("the receiver answered 400: no such field");
        SendResult.Of(HttpStatusCode.BadRequest, null, new('x', 5000), Now).Message.ShouldBe($"the receiver answered 400: {new string('x', 199)}…");
    }

    [Fact]
    public void A_request_without_an_answer_is_an_outage_with_a_reason()
    {
        var cases = new (Exception Error, string Reason, string Message)[]
        {
            (new OperationCanceledException(), "Timeout", "the receiver did not answer in time"),
            (new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), "Connection", "the receiver cannot be reached (ConnectionRefused)"),
            (new HttpRequestException(HttpRequestError.ResponseEnded), "Connection", "the connection to the receiver broke (ResponseEnded)"),
            (new HttpRequestException("x", new AddressRefusedException("host 'h' is refused: 10.0.0.1 is private (RFC 1918)")), "Refused", "spec.url: host 'h' is refused: 10.0.0.1 is private (RFC 1918)"),
            (new IOException("x"), "Connection", "the connection to the receiver broke"),
        };
        foreach (var (error, reason, message) in cases)
        {
            var outcome = SendResult.Of(error, "spec.url");
            (outcome.Kind, outcome.Reason, outcome.Message, outcome.Outage).ShouldBe((SendResultKind.Failed, reason, message, true));
        }
    }
}
