using System.Net;
using System.Text;
using Onair.Gateway.Routing;

namespace Onair.Tests.Unit.Gateway.Requests;

public sealed class RequestTests
{
    public static TheoryData<string, string[]> WrongBodies => new()
    {
        { "", ["body: Required value: must be a JSON object"] },
        { "{", ["body: Required value: must be valid JSON, at most 16 levels deep; line 1, byte 2 is not"] },
        { "null", ["body: Invalid value: \"null\": must be a JSON object"] },
        { "[]", ["body: Invalid value: \"[…]\": must be a JSON object"] },
        { "\"a\"", ["body: Invalid value: \"a\": must be a JSON object"] },
        { "{}", ["name: Required value: is required"] },
        { """{"name":null}""", ["name: Invalid value: \"null\": must not be null"] },
        { """{"name":1,"count":"1","flag":"true"}""", ["name: Invalid value: \"1\": must be a text", "count: Invalid value: \"1\": must be a whole number from -2147483648 to 2147483647", "flag: Invalid value: \"true\": must be true or false"] },
        { """{"name":"a","count":1.5}""", ["count: Invalid value: \"1.5\": must be a whole number from -2147483648 to 2147483647"] },
        { """{"name":"a","count":2147483648}""", ["count: Invalid value: \"2147483648\": must be a whole number from -2147483648 to 2147483647"] },
        { """{"name":"a","level":0}""", ["level: Invalid value: \"0\": must be a whole number from 1 to 10"] },
        { """{"name":"a","level":"1"}""", ["level: Invalid value: \"1\": must be a whole number from 1 to 10"] },
        { """{"name":"a","ratio":1e999}""", ["ratio: Invalid value: \"1e999\": must be a number"] },
        { """{"name":"a","ratio":"NaN"}""", ["ratio: Invalid value: \"NaN\": must be a number"] },
        { """{"name":"a","items":{}}""", ["items: Invalid value: \"{…}\": must be a list"] },
        { """{"name":"a","items":[{"start":1},{"start":"2"},{}]}""", ["items[1].start: Invalid value: \"2\": must be a whole number from -9223372036854775808 to 9223372036854775807", "items[2].start: Required value: is required"] },
        { """{"name":"a","items":[null]}""", ["items[0]: Invalid value: \"null\": must be a JSON object"] },
        { """{"name":"\ud800"}""", ["name: Invalid value: \"\"\\ud800\"\": must be valid Unicode"] },
        { """{"name":"a","name":"b"}""", ["body: Required value: must not have two members of the same name in one object"] },
    };

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task A_wrong_body_is_refused_with_every_wrong_field(string body, string[] errors)
    {
        await using var host = await StartAsync();

        var answer = await host.SendAsync("POST", "/things", body);

        (answer.Status, answer.Type).ShouldBe((HttpStatusCode.BadRequest, "application/problem+json"));
        answer.Errors.ShouldBe(errors);
    }

    // Latin-1 where UTF-8 is wanted: "ï" alone, in a text that is the body, in a member's value and in its name.
    [Theory]
    [InlineData("\"tim\u00efstamp\"")]
    [InlineData("{\"name\":\"tim\u00efstamp\"}")]
    [InlineData("{\"name\":\"a\",\"tim\u00efstamp\":1}")]
    public async Task A_body_that_is_not_UTF_8_is_refused(string body)
    {
        await using var host = await StartAsync();

        var answer = await host.SendAsync("POST", "/things", Encoding.Latin1.GetBytes(body));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Errors.ShouldBe(["body: Required value: must be valid UTF-8"]);
    }

    [Fact]
    public async Task A_valid_body_is_read_and_unknown_members_are_ignored()
    {
        await using var host = await StartAsync();

        var answer = await host.SendAsync("POST", "/things", """{"name":"a","count":3,"ratio":null,"later":{"x":[1]},"items":[{"start":9007199254740993,"title":"t"}]}""");

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Text.ShouldBe("""{"name":"a","count":3,"flag":false,"items":[{"start":9007199254740993,"title":"t"}]}""");
        answer.Headers["Location"].ShouldBe("/things/1");
    }

    [Fact]
    public async Task A_deep_body_is_refused()
    {
        await using var host = await StartAsync();

        (await host.SendAsync("POST", "/things", $$"""{"name":"a","x":{{new string('[', 5000)}}{{new string(']', 5000)}}}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Other_types_than_JSON_are_refused(string type)
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{host.Port}/things") { Content = new ByteArrayContent("""{"name":"a"}"""u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ApiHost.Token}");

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/json; charset=UTF8")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("APPLICATION/JSON; charset=\"Utf8\"")]
    public async Task A_body_in_UTF_8_is_read_whatever_its_client_calls_that_and_with_a_byte_order_mark(string type)
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{host.Port}/things") { Content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. """{"name":"größe"}"""u8]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ApiHost.Token}");

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        ((string?)System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["name"]).ShouldBe("größe");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_body_is_refused_whether_or_not_it_says_its_length(bool isChunked)
    {
        await using var host = await StartAsync(s => s with { BodyLimit = 2000 });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{host.Port}/things");
        request.Content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(new string(' ', 2001))));
        request.Headers.TransferEncodingChunked = isChunked;
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ApiHost.Token}");

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The body must have at most 2000 bytes.");
    }

    [Theory]
    [InlineData("/things/a%2fb")]
    [InlineData("/things/%61")]
    [InlineData("/things/..%2f..%2fmetrics")]
    [InlineData("/things/a..b")]
    [InlineData("/things/.hidden")]
    [InlineData("/things/%C2%ADa")]
    [InlineData("/things/%D0%B0")]
    [InlineData("/things/a%09b")]
    [InlineData("/things/a%5Cb")]
    public async Task An_id_that_is_none_is_refused_by_name(string path)
    {
        await using var host = await StartAsync();

        var (status, body) = await RawAsync(host, path);

        status.ShouldBe(400, body);
        body.ShouldContain("\"field\":\"id\"");
    }

    [Theory]
    [InlineData("/things/../things/1")]
    [InlineData("/things/./1")]
    [InlineData("/x/../things/1")]
    public async Task Dots_lead_to_no_other_thing(string path)
    {
        await using var host = await StartAsync();

        (await RawAsync(host, path)).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("/namespaces/Talks/things/1")]
    [InlineData("/namespaces/-/things/1")]
    [InlineData("/namespaces/a.b/things/1")]
    public async Task A_namespace_that_is_none_is_refused_by_name(string path)
    {
        await using var host = await StartAsync();

        (await host.GetAsync(path)).Errors.ShouldHaveSingleItem().ShouldStartWith("namespace: Invalid value");
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("0", 0)]
    [InlineData("300", 300)]
    public async Task The_wait_is_read(string text, int seconds)
    {
        TimeSpan? wait = null;
        await using var host = await StartAsync(post: (call, body) =>
        {
            wait = call.Wait;
            return Task.FromResult(Reply.Of(body));
        });

        (await host.SendAsync("POST", $"/things?wait={text}", """{"name":"a"}""")).Status.ShouldBe(HttpStatusCode.Created);

        wait.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("301")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("1&wait=2")]
    [InlineData("%001")]
    public async Task A_wait_that_is_none_is_refused(string text)
    {
        await using var host = await StartAsync();

        (await host.SendAsync("POST", $"/things?wait={text}", """{"name":"a"}""")).Errors.ShouldHaveSingleItem().ShouldEndWith("must be a whole number of seconds from 0 to 300");
    }

    [Fact]
    public async Task An_unchanged_response_is_not_sent_again()
    {
        await using var host = await StartAsync();
        var first = await host.GetAsync("/things/1");
        var etag = first.Headers["ETag"];

        var second = await host.GetAsync("/things/1", ("If-None-Match", $"\"other\", W/{etag}"));

        (second.Status, second.Text, second.Headers["ETag"]).ShouldBe((HttpStatusCode.NotModified, "", etag));
        (await host.GetAsync("/things/2", ("If-None-Match", etag))).Status.ShouldBe(HttpStatusCode.OK);
        first.Headers["Cache-Control"].Split(", ").ShouldBe(["no-cache", "private"], ignoreOrder: true);
        first.Headers["Vary"].ShouldBe("Authorization, X-Api-Key");
    }

    [Fact]
    public async Task A_change_of_an_outdated_state_is_refused()
    {
        var current = new ThingBody { Name = "now" };
        await using var host = await StartAsync(
            get: _ => Task.FromResult(Reply.Of(current)),
            post: (call, body) =>
            {
                call.RequireMatch(current, ThingsJsonContext.Default.ThingBody);
                current = body;
                return Task.FromResult(Reply.Of(body));
            });
        var etag = (await host.GetAsync("/things/1")).Headers["ETag"];

        (await host.SendAsync("POST", "/things", """{"name":"later"}""", ("If-Match", etag))).Status.ShouldBe(HttpStatusCode.Created);
        var refused = await host.SendAsync("POST", "/things", """{"name":"too late"}""", ("If-Match", etag));

        (refused.Status, current.Name).ShouldBe((HttpStatusCode.PreconditionFailed, "later"));
    }

    private static async Task<ApiHost> StartAsync(
        Func<Onair.Gateway.StreamApiSettings, Onair.Gateway.StreamApiSettings>? change = null, Func<ApiCall, ThingBody, Task<Reply<ThingBody>>>? post = null, Func<ApiCall, Task<Reply<ThingBody>>>? get = null)
    {
        var host = await ApiHost.StartAsync(Things.Routes(post, get), change);
        foreach (var verb in (string[])["get", "patch"]) host.Cluster.Allow($"{ApiHost.User} {verb} livestreams.onair.dev talks");
        return host;
    }

    // HttpClient would resolve the path first.
    private static async Task<(int Status, string Text)> RawAsync(ApiHost host, string path)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer {ApiHost.Token}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync();
        return (int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), text);
    }
}
