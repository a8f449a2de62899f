using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Onair.Emulator.Sink;

namespace Onair.Tests.Unit.Emulator.Sink;

/// <summary>The receiver over HTTP, on a free port.</summary>
public sealed class SinkTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly DateTimeOffset Now = new FakeTime().GetUtcNow();
    private readonly SinkOptions _options = new();
    // A server may close the connection on what it refuses unread: who asks first is not cut off while it writes.
    private readonly HttpClient _http = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        new SinkRoutes(_options, new(), new FakeTime()).Map(_app);
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Keeps_requests_in_order_until_they_are_cleared()
    {
        (await PostAsync("/sink", "one")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync("/sink/team/a", "two", ("ce-id", "7"))).ShouldBe(HttpStatusCode.OK);

        var requests = await ListAsync();
        requests.Select(r => $"{r["path"]} {r["body"]} {r["status"]}").ShouldBe(["/sink one 200", "/sink/team/a two 200"]);
        requests[1]["headers"]!["ce-id"]!.GetValue<string>().ShouldBe("7");
        requests[1]["signed"].ShouldBeNull("nobody asked for it");

        (await _http.DeleteAsync(new Uri("/admin/sink", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void The_latest_thousand_are_kept()
    {
        var inbox = new SinkInbox();
        for (var i = 0; i < SinkInbox.Capacity + 5; i++) inbox.Add(new(Now, "/sink", 200, null, null, new Dictionary<string, string>(), $"{i}"));

        inbox.List().Count.ShouldBe(1000);
        inbox.List()[0].Body.ShouldBe("5");
    }

    [Theory]
    [InlineData("Bearer s3cret", 200)]
    [InlineData("bearer s3cret", 200)]
    [InlineData("Bearer other", 401)]
    [InlineData("Basic s3cret", 401)]
    [InlineData(null, 401)]
    public async Task A_token_is_asked_for_and_never_shown(string? authorization, int status)
    {
        _options.Token = "s3cret";

        ((int)await PostAsync("/sink", "{}", authorization is null ? [] : [("Authorization", authorization)])).ShouldBe(status);

        var request = (await ListAsync()).ShouldHaveSingleItem();
        request["authorized"]!.GetValue<bool>().ShouldBe(status == 200);
        request.ToJsonString().ShouldNotContain("s3cret");
        request["headers"]!["authorization"]?.GetValue<string>().ShouldBe("…");
    }

    public static TheoryData<string, string[], int> Signatures => new()
    {
        { "right", ["msg_1", Seconds(0), $"v1,{Sign("msg_1", Seconds(0), "{}")}"], 200 },
        { "one of two", ["msg_1", Seconds(0), $"v1,AAAA v1,{Sign("msg_1", Seconds(0), "{}")}"], 200 },
        { "of another version as well", ["msg_1", Seconds(0), $"v1a,AAAA v1,{Sign("msg_1", Seconds(0), "{}")}"], 200 },
        { "a little late", ["msg_1", Seconds(-299), $"v1,{Sign("msg_1", Seconds(-299), "{}")}"], 200 },
        { "too late", ["msg_1", Seconds(-301), $"v1,{Sign("msg_1", Seconds(-301), "{}")}"], 401 },
        { "too early", ["msg_1", Seconds(301), $"v1,{Sign("msg_1", Seconds(301), "{}")}"], 401 },
        { "of another message", ["msg_2", Seconds(0), $"v1,{Sign("msg_1", Seconds(0), "{}")}"], 401 },
        { "of another body", ["msg_1", Seconds(0), $"v1,{Sign("msg_1", Seconds(0), "[]")}"], 401 },
        { "of another time", ["msg_1", Seconds(1), $"v1,{Sign("msg_1", Seconds(0), "{}")}"], 401 },
        { "no time", ["msg_1", "now", $"v1,{Sign("msg_1", "now", "{}")}"], 401 },
        { "none", ["msg_1", Seconds(0), ""], 401 },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public async Task A_signature_is_checked_as_Standard_Webhooks_says(string name, string[] headers, int status)
    {
        _options.SigningSecret = $"whsec_{Convert.ToBase64String(new byte[24])}\nwhsec_{Convert.ToBase64String(Key)}";

        ((int)await PostAsync("/sink", "{}", ("webhook-id", headers[0]), ("webhook-timestamp", headers[1]), ("webhook-signature", headers[2]))).ShouldBe(status, name);

        (await ListAsync()).ShouldHaveSingleItem()["signed"]!.GetValue<bool>().ShouldBe(status == 200);
    }

    [Fact]
    public void The_samples_of_the_specification_are_taken()
    {
        // From the reference libraries' tests.
        var headers = new Microsoft.AspNetCore.Http.HeaderDictionary
        {
            ["webhook-id"] = "msg_p5jXN8AQM9LWM0D4loKWxJek",
            ["webhook-timestamp"] = "1614265330",
            ["webhook-signature"] = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        };

        StandardWebhook.IsSigned("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", headers, """{"test": 2432232314}"""u8, DateTimeOffset.FromUnixTimeSeconds(1614265330)).ShouldBeTrue();
    }

    [Fact]
    public async Task Rejects_a_body_above_the_limit_without_reading_it()
    {
        _http.DefaultRequestHeaders.ExpectContinue = true;

        (await PostAsync("/sink", new('x', 4 * 1024 * 1024 + 1))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_can_be_ill()
    {
        (await AnswerAsync("""{"status": 503, "retryAfterSeconds": 7}""")).ShouldBe(HttpStatusCode.OK);

        using (var refused = await _http.PostAsync(new Uri("/sink", UriKind.Relative), new StringContent("{}")))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        }

        (await ListAsync()).ShouldHaveSingleItem()["status"]!.GetValue<int>().ShouldBe(503);
        (await _http.DeleteAsync(new Uri("/admin/sink/answer", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync("/sink", "{}")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"status": 99}""", "status: value 99 must be between 200 and 599")]
    [InlineData("""{"delaySeconds": 121}""", "delaySeconds: it must be between 0 and 120")]
    [InlineData("""{"retryAfterSeconds": -1}""", "retryAfterSeconds: value -1 must not be negative")]
    [InlineData("[]", "body: it must be an answer")]
    [InlineData("null", "body: it must be an object")]
    public async Task An_answer_that_is_none_is_refused(string answer, string error)
    {
        using var response = await _http.PutAsync(new Uri("/admin/sink/answer", UriKind.Relative), new StringContent(answer));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldStartWith(error);
        (await PostAsync("/sink", "{}")).ShouldBe(HttpStatusCode.OK);
    }

    private static string Seconds(int offset) => (Now.ToUnixTimeSeconds() + offset).ToString(CultureInfo.InvariantCulture);

    private static string Sign(string id, string time, string body) => Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{id}.{time}.{body}")));

    private async Task<HttpStatusCode> AnswerAsync(string json)
    {
        using var response = await _http.PutAsync(new Uri("/admin/sink/answer", UriKind.Relative), new StringContent(json, new MediaTypeHeaderValue("application/json")));
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync() =>
        [.. JsonNode.Parse(await _http.GetStringAsync(new Uri("/admin/sink", UriKind.Relative)))!.AsArray().Select(r => r!)];
}
