using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway.Streams;

/// <summary>The way from a cut to its files.</summary>
public sealed class SplitDownloadRoutesTests : StreamRoutesRig
{
    private const string Splits = "/apis/onair.dev/v1alpha1/namespaces/talks/archivesplits";
    private const string Secrets = "/api/v1/namespaces/talks/secrets";
    private const string Url = "https://cuts.s3.eu-central-1.amazonaws.com/a/index_0.mp4?X-Amz-Signature=abc%2Fdef";

    [Fact]
    public async Task A_cut_is_followed_by_its_id()
    {
        var (path, _) = await PutAsync("""{"sections":[{"position":0,"state":"Running","message":"Half of it."}]}""");

        var answer = await Host.GetAsync(path);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Json["sections"]!.AsArray().Select(s => (string)s!["state"]!).ShouldBe(["Running", "Waiting"]);
        (await Host.GetAsync(path + "0")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_completed_section_redirects_to_its_presigned_URL_which_is_in_no_log()
    {
        var (path, uid) = await PutAsync("""{"sections":[{"position":0,"state":"Completed"}]}""");
        Sign(uid, Url);

        var answer = await GetAsync($"{path}/sections/0");

        (answer.Status, answer.Headers["Location"], answer.Headers["Cache-Control"], answer.Text).ShouldBe((HttpStatusCode.Found, Url, "no-store", ""));
        Host.Logged.ShouldNotContain(line => line.Contains("X-Amz-Signature", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0", "Section 0 is Running. It can be downloaded once it is Completed. Half of it.")]
    [InlineData("1", "Section 1 is Waiting. It can be downloaded once it is Completed.")]
    public async Task A_section_without_a_file_is_a_409_that_says_so(string position, string detail)
    {
        var (path, uid) = await PutAsync("""{"sections":[{"position":0,"state":"Running","message":"Half of it."}]}""");
        Sign(uid, Url);

        var answer = await GetAsync($"{path}/sections/{position}");

        (answer.Status, answer.Detail).ShouldBe((HttpStatusCode.Conflict, detail));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999")]
    public async Task A_section_that_does_not_exist_is_a_404(string position)
    {
        var (path, _) = await PutAsync("""{"sections":[{"position":0,"state":"Completed"}]}""");

        (await GetAsync($"{path}/sections/{position}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_URL_that_is_not_signed_or_has_expired_is_a_409()
    {
        var (path, uid) = await PutAsync("""{"sections":[{"position":0,"state":"Completed"}]}""");
        (await GetAsync($"{path}/sections/0")).Detail.ShouldBe("The URL of section 0 is not signed yet. Try again.");

        Sign(uid, Url, expires: "2001-01-01T00:00:00Z");

        (await GetAsync($"{path}/sections/0")).Detail.ShouldBe("The URL of section 0 has expired. A new value of the annotation onair.dev/renew of ArchiveSplit \"cut\" signs it again.");
    }

    [Fact]
    public async Task Another_s_Secret_of_the_name_leads_nowhere()
    {
        var (path, _) = await PutAsync("""{"sections":[{"position":0,"state":"Completed"}]}""");
        Sign("somebody-else", "https://evil.example/");

        (await GetAsync($"{path}/sections/0")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_rights_to_cuts_and_Secrets_are_asked_for()
    {
        var (path, uid) = await PutAsync("""{"sections":[{"position":0,"state":"Completed"}]}""");
        Sign(uid, Url);

        Host.Cluster.Rights.TryRemove($"{ApiHost.User} get secrets talks", out _);
        (await GetAsync($"{path}/sections/0")).Status.ShouldBe(HttpStatusCode.Forbidden);
        Host.Cluster.Rights.TryRemove($"{ApiHost.User} get archivesplits.onair.dev talks", out _);
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        (await Host.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
        // Nor does it learn whether there is one.
        (await Host.GetAsync(path + "0")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    // Without following the redirect.
    private async Task<ApiAnswer> GetAsync(string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Host.Port}{path}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ApiHost.Token}");
        using var answer = await http.SendAsync(request);
        return await ApiAnswer.ReadAsync(answer);
    }

    private async Task<(string Path, string Uid)> PutAsync(string status)
    {
        var (id, path) = await CreateAsync();
        var uid = (string)Host.Cluster.Put(Splits, Parse(
            $$"""{"metadata":{"name":"cut","namespace":"talks"},"spec":{"streamRef":{"name":"{{path[(path.LastIndexOf('/') + 1)..]}}"},"sessionId":"s","sections":[{"start":1,"end":2},{"start":3,"end":4}]},"status":{{status}} }"""))["metadata"]!["uid"]!;
        await Eventually.ShouldBeAsync(async () => (await Host.GetAsync($"/streams/{id}/splits/{uid}")).Status == HttpStatusCode.OK, "the cut is known");
        return ($"/streams/{id}/splits/{uid}", uid);
    }

    private void Sign(string uid, string url, string expires = "2999-01-01T00:00:00Z") => Host.Cluster.Put(Secrets, new()
    {
        ["metadata"] = new JsonObject { ["name"] = "cut-downloads", ["namespace"] = "talks", ["ownerReferences"] = new JsonArray(new JsonObject { ["uid"] = uid, ["kind"] = "ArchiveSplit", ["name"] = "cut", ["apiVersion"] = "onair.dev/v1alpha1" }) },
        ["type"] = "Opaque",
        ["stringData"] = new JsonObject { ["index_0.mp4"] = url, ["expires"] = expires },
    });
}
