using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Emulator.Mux.Uploads;

public sealed class UploadTests(MuxHost host) : IClassFixture<MuxHost>
{
    [Fact]
    public async Task A_new_upload_waits_for_an_hour_at_a_secret_url()
    {
        var (status, upload) = await host.CallAsync("POST", "/video/v1/uploads", """{"cors_origin":"https://app.test","new_asset_settings":{"passthrough":"p"}}""");
        status.ShouldBe(201);
        (upload.At("status"), upload.At("timeout"), upload.At("cors_origin")).ShouldBe(("waiting", "3600", "https://app.test"));
        upload.At("url").ShouldStartWith("http://mux.test/mux/uploads/");
        upload.At("url").ShouldNotContain(upload.At("id"));
        upload!["asset_id"].ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"timeout":59}""", "timeout: value 59 must be a whole number between 60 and 604800")]
    [InlineData("""{"timeout":604801}""", "timeout: value 604801 must be a whole number between 60 and 604800")]
    [InlineData("""{"timeout":"60"}""", "timeout: value \"60\" must be a whole number")]
    [InlineData("""{"cors_origin":1}""", "cors_origin: value 1 must be a string")]
    [InlineData("""{"test":1}""", "test: value 1 must be true or false")]
    [InlineData("""{"new_asset_settings":[]}""", "new_asset_settings: value [] must be an object")]
    [InlineData("""{"new_asset_settings":{"playback_policies":["drm"]}}""", "new_asset_settings.playback_policies: value \"drm\" must be one of public, signed")]
    [InlineData("""{"new_asset_settings":{"playback_policy":"public"}}""", "new_asset_settings.playback_policy: value \"public\" must be a list")]
    [InlineData("""{"new_asset_settings":{"video_quality":"best"}}""", "new_asset_settings.video_quality: value 'best' must be one of basic, plus, premium")]
    [InlineData("""{"new_asset_settings":{"meta":{"title":5}}}""", "new_asset_settings.meta.title: value 5 must be a string")]
    [InlineData("[]", "body: it must be a JSON object")]
    [InlineData("{", "body: it must be JSON")]
    public async Task A_bad_request_is_refused_with_field_value_and_rule(string body, string message)
    {
        var (status, error) = await host.CallAsync("POST", "/video/v1/uploads", body);
        (status, error.At("type"), (string)error!["messages"]![0]!).ShouldBe((400, "invalid_parameters", message));
    }

    [Fact]
    public async Task Passthrough_has_at_most_255_characters()
    {
        var (status, error) = await host.CallAsync("POST", "/video/v1/uploads", new JsonObject { ["new_asset_settings"] = new JsonObject { ["passthrough"] = new string('x', 256) } }.ToJsonString());
        (status, (string)error!["messages"]![0]!).ShouldBe((400, "new_asset_settings.passthrough: has 256 characters and must have at most 255"));
    }

    [Theory]
    [InlineData("emulator:wrong")]
    [InlineData("other:emulator-secret")]
    [InlineData(":")]
    public async Task Without_the_token_nothing_is_told(string token)
    {
        var (status, error) = await host.CallAsync("GET", "/video/v1/uploads", token: token);
        (status, error!.ToJsonString()).ShouldBe((401, """{"type":"unauthorized","messages":["Unauthorized request"]}"""));
    }

    [Fact]
    public async Task An_unknown_id_is_not_found()
    {
        var (status, error) = await host.CallAsync("GET", "/video/v1/uploads/none");
        (status, error.At("type")).ShouldBe((404, "not_found"));
    }

    [Fact]
    public async Task An_upload_is_cancelled_once_and_takes_nothing_any_more()
    {
        var (_, upload) = await host.CallAsync("POST", "/video/v1/uploads", "{}");
        var path = $"/video/v1/uploads/{upload.At("id")}";
        (await host.CallAsync("PUT", path + "/cancel")).Body.At("status").ShouldBe("cancelled");
        (await host.CallAsync("GET", path)).Body.At("status").ShouldBe("cancelled");
        var (status, error) = await host.CallAsync("PUT", path + "/cancel");
        (status, (string)error!["messages"]![0]!).ShouldBe((400, "status: the upload is cancelled; only one that is waiting can be cancelled"));
        (await PutAsync(upload!, [1])).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_upload_times_out_and_takes_nothing_any_more()
    {
        var (_, upload) = await host.CallAsync("POST", "/video/v1/uploads", """{"timeout":60}""");
        var path = $"/video/v1/uploads/{upload.At("id")}";
        host.Advance(59);
        (await host.CallAsync("GET", path)).Body.At("status").ShouldBe("waiting");
        // Creations on a clock that stands are ticks apart.
        host.Advance(1.1);
        (await host.CallAsync("GET", path)).Body.At("status").ShouldBe("timed_out");
        (await host.CallAsync("PUT", path + "/cancel")).Status.ShouldBe(400);
        (await PutAsync(upload!, [1])).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_empty_file_is_an_error()
    {
        var (_, upload) = await host.CallAsync("POST", "/video/v1/uploads", "{}");
        (await PutAsync(upload!, [])).ShouldBe(HttpStatusCode.OK);
        var errored = (await host.CallAsync("GET", $"/video/v1/uploads/{upload.At("id")}")).Body;
        (errored.At("status"), (string)errored!["error"]!["message"]!).ShouldBe(("errored", "The uploaded file is empty"));
    }

    [Fact]
    public async Task Lists_have_the_newest_first_in_pages()
    {
        List<string> made = [];
        for (var i = 0; i < 3; i++) made.Add((await host.CallAsync("POST", "/video/v1/uploads", "{}")).Body.At("id"));
        (await IdsAsync("limit=2")).ShouldBe([made[2], made[1]]);
        (await IdsAsync("limit=2&page=2"))[0].ShouldBe(made[0]);
        (await host.CallAsync("GET", "/video/v1/uploads?limit=101")).Status.ShouldBe(400);
        (await host.CallAsync("GET", "/video/v1/uploads?page=0")).Status.ShouldBe(400);
        (await host.CallAsync("GET", "/video/v1/uploads?page=x")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("https://app.test", "https://app.test", true)]
    [InlineData("https://app.test/", "https://app.test", true)]
    [InlineData("*", "https://other.test", true)]
    [InlineData("https://app.test", "https://other.test", false)]
    [InlineData("", "https://app.test", false)]
    public async Task Pages_of_the_cors_origin_alone_may_upload(string allowed, string origin, bool may)
    {
        var (_, upload) = await host.CallAsync("POST", "/video/v1/uploads", new JsonObject { ["cors_origin"] = allowed }.ToJsonString());
        foreach (var method in new[] { HttpMethod.Options, HttpMethod.Put })
        {
            using var request = new HttpRequestMessage(method, host.Local(upload.At("url"))) { Content = new ByteArrayContent([]) };
            request.Content.Headers.TryAddWithoutValidation("Content-Range", "bytes */1000").ShouldBeTrue();
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Headers", "content-range");
            using var answer = await host.Http.SendAsync(request);
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var told).ShouldBe(may);
            if (may) told!.Single().ShouldBe(origin);
            else answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_chunk_that_is_longer_than_it_says_is_refused()
    {
        var (_, upload) = await host.CallAsync("POST", "/video/v1/uploads", "{}");
        using var request = new HttpRequestMessage(HttpMethod.Put, host.Local(upload.At("url"))) { Content = new StreamContent(new MemoryStream(new byte[20])) };
        request.Content.Headers.TryAddWithoutValidation("Content-Range", "bytes 0-9/10").ShouldBeTrue();
        request.Headers.TransferEncodingChunked = true;
        using var answer = await host.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<HttpStatusCode> PutAsync(JsonNode upload, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await host.Http.PutAsync(host.Local(upload.At("url")), content);
        return answer.StatusCode;
    }

    private async Task<List<string>> IdsAsync(string query) => [.. (await host.CallAsync("GET", $"/video/v1/uploads?{query}")).Body!.AsArray().Select(u => u.At("id"))];
}

internal static class UploadFields
{
    /// <summary>A member as text.</summary>
    public static string At(this JsonNode? node, string name) => node![name]!.ToString();
}
