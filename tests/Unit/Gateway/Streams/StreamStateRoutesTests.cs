using System.Globalization;
using System.Net;

namespace Onair.Tests.Unit.Gateway.Streams;

/// <summary>What a client sees of a stream's state: times, problems, folders, and the last answer before a stream is gone.</summary>
public sealed class StreamStateRoutesTests : StreamRoutesRig
{
    private const string Quota =
        """{"observedGeneration":GENERATION,"conditions":[{"type":"Ready","status":"False","reason":"QuotaExceeded","message":"Five channels are the most.","observedGeneration":GENERATION,"lastTransitionTime":"2026-01-01T00:00:00Z"}]}""";

    [Fact]
    public async Task The_answer_of_a_start_has_last_started_and_that_of_a_stop_has_last_stopped()
    {
        var (id, _) = await CreateAsync();
        var now = Host.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        var started = (await Host.SendAsync("POST", $"/streams/{id}/start")).Json;
        ((bool)started["started"]!, (string?)started["last_started"], (string?)started["last_stopped"]).ShouldBe((true, now, null));

        var stopped = (await Host.SendAsync("POST", $"/streams/{id}/stop")).Json;
        ((bool)stopped["started"]!, (string?)stopped["last_started"], (string?)stopped["last_stopped"]).ShouldBe((false, now, now));
        ((string?)(await Host.GetAsync($"/streams/{id}")).Json["last_stopped"]).ShouldBe(now);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?wait=120")]
    public async Task A_start_beyond_the_quota_says_so_and_its_wait_ends(string query)
    {
        var id = Put("talks", "waiting", """{"state":"Stopped","providerRef":{"name":"aws"}}""", Quota.Replace("GENERATION", "2", StringComparison.Ordinal));
        await IsKnownAsync(id);

        var answer = await Host.SendAsync("POST", $"/streams/{id}/start{query}");

        answer.Status.ShouldBe(query.Length > 0 ? HttpStatusCode.Accepted : HttpStatusCode.OK);
        ((bool)answer.Json["started"]!, answer.Json["problem"]!.ToJsonString()).ShouldBe((false, """{"reason":"QuotaExceeded","message":"Five channels are the most."}"""));
        (await Host.GetAsync($"/streams/{id}")).Json["problem"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stream_that_is_created_beyond_the_quota_says_so_without_a_word_about_the_others()
    {
        await IsKnownAsync(Put("other", "secret-plans", """{"providerRef":{"name":"aws"}}""", Quota.Replace("GENERATION", "1", StringComparison.Ordinal)), "other");

        var answer = await Host.SendAsync("POST", "/streams", """{"name":"Sixth"}""");

        (answer.Status, (string?)answer.Json["problem"]!["reason"]).ShouldBe((HttpStatusCode.Created, "QuotaExceeded"));
        answer.Text.ShouldNotContain("secret-plans");
        answer.Text.ShouldNotContain("Five channels");
        // Until the operator has looked at it.
        (await Host.GetAsync($"/streams/{(string?)answer.Json["id"]}")).Json["problem"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_another_session_has_is_a_409_that_names_path_and_not_whose_it_is()
    {
        await IsKnownAsync(Put("other", "secret-plans", """{"providerRef":{"name":"aws"}}""", """{"sessions":[{"id":"s","archivePath":"s3://recordings/workshops/day1","startedAt":"2026-01-01T00:00:00Z"}]}"""), "other");
        var (id, path) = await CreateAsync();

        foreach (var taken in (string[])["workshops/day1", "/workshops/day1/", "s3://recordings/workshops/day1", "workshops/day1/morning", "workshops"])
        {
            var answer = await Host.SendAsync("POST", $"/streams/{id}/start", $$"""{"path":"{{taken}}"}""");
            (answer.Status, answer.Text.Contains("secret", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Conflict, false), taken);
            ((string?)answer.Json["errors"]![0]!["field"], (string?)answer.Json["errors"]![0]!["value"]).ShouldBe(("path", taken));
        }
        ((string?)Host.Cluster.Find(path)!["spec"]!["state"]).ShouldBe("Stopped");
        (await Host.SendAsync("POST", $"/streams/{id}/start", """{"path":"workshops/day2"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_starts_with_one_folder_the_second_is_a_409_before_any_session_is_open()
    {
        var ((first, _), (second, _)) = (await CreateAsync(), await CreateAsync());

        (await Host.SendAsync("POST", $"/streams/{first}/start", """{"path":"optional_path"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await Host.SendAsync("POST", $"/streams/{second}/start", """{"path":"optional_path"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        // The same start again is no other session.
        (await Host.SendAsync("POST", $"/streams/{first}/start", """{"path":"optional_path"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stream_that_is_being_deleted_is_shown_to_a_repeated_deletion_alone()
    {
        var id = Put("talks", "going", """{"providerRef":{"name":"aws"}}""", "{}", """ "deletionTimestamp":"2026-01-01T00:00:00Z","finalizers":["onair.dev/aws-resources"], """);

        await Eventually.ShouldBeAsync(async () => (await Host.SendAsync("DELETE", $"/streams/{id}")).Status == HttpStatusCode.OK, "the stream is known");
        var answer = await Host.SendAsync("DELETE", $"/streams/{id}");

        ((string?)answer.Json["id"], (string?)answer.Json["name"]).ShouldBe((id, "going"));
        Host.Cluster.Requests.ShouldNotContain(r => r.StartsWith("DELETE", StringComparison.Ordinal));
        (await Host.GetAsync($"/streams/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        Host.Cluster.Remove($"{Streams}/going");
        await Eventually.ShouldBeAsync(async () => (await Host.SendAsync("DELETE", $"/streams/{id}")).Status == HttpStatusCode.NotFound, "the stream is gone");
    }

    [Fact]
    public async Task A_deletion_that_AWS_refuses_ends_the_wait_with_the_problem()
    {
        const string Denied =
            """{"conditions":[{"type":"Stalled","status":"True","reason":"AccessDenied","message":"Deleting the MediaLive channel: not authorized.","observedGeneration":2,"lastTransitionTime":"2026-01-01T00:00:00Z"}]}""";
        var id = Put("talks", "denied", """{"providerRef":{"name":"aws"}}""", Denied, """ "generation":2,"deletionTimestamp":"2026-01-01T00:00:00Z","finalizers":["onair.dev/aws-resources"], """);
        await IsKnownAsync(id);

        var answer = await Host.SendAsync("DELETE", $"/streams/{id}?wait=300");

        (answer.Status, (string?)answer.Json["id"], (string?)answer.Json["problem"]!["reason"]).ShouldBe((HttpStatusCode.Accepted, id, "AccessDenied"));
    }

    [Fact]
    public async Task A_cut_with_an_idempotency_key_is_one_cut_and_without_it_each_is_another()
    {
        const string Body = """{"session_id":"s","timestamp_list":[{"start":1,"end":2}]}""";
        var id = Put(
            "talks", "recorded", """{"providerRef":{"name":"aws"}}""",
            """{"sessions":[{"id":"s","archivePath":"s3://recordings/s","startedAt":"2026-01-01T00:00:00Z","runningAt":"2026-01-01T00:00:00Z","stoppedAt":"2026-01-01T01:00:00Z"}]}""");
        await IsKnownAsync(id);
        async Task<ApiAnswer> SplitAsync(string body, string? key = null) =>
            await Host.SendAsync("POST", $"/streams/{id}/split", body, key is null ? [] : [("Idempotency-Key", key)]);

        var first = await SplitAsync(Body, "k");
        first.Status.ShouldBe(HttpStatusCode.OK, first.Text);
        ((string?)(await SplitAsync(Body, "k")).Json["id"]).ShouldBe((string?)first.Json["id"]);
        (await SplitAsync(Body.Replace(":2", ":3", StringComparison.Ordinal), "k")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)(await SplitAsync(Body, "l")).Json["id"]).ShouldNotBe((string?)first.Json["id"]);
        ((string?)(await SplitAsync(Body)).Json["id"]).ShouldNotBe((string?)(await SplitAsync(Body)).Json["id"]);
        Host.Cluster.All("/apis/onair.dev/v1alpha1/namespaces/talks/archivesplits").Count.ShouldBe(4);
    }

    private string Put(string ns, string name, string spec, string status, string metadata = "") => (string)Host.Cluster.Put(
        $"/apis/onair.dev/v1alpha1/namespaces/{ns}/livestreams",
        Parse($$"""{"metadata":{ {{metadata}} "name":"{{name}}","namespace":"{{ns}}"},"spec":{{spec}},"status":{{status}} }"""))["metadata"]!["uid"]!;

    private async Task IsKnownAsync(string id, string ns = "talks") => await Eventually.ShouldBeAsync(
        () => Task.FromResult(Host.Service<Onair.Kubernetes.Informers.Informer<Onair.Api.LiveStreams.LiveStream>>().List().Any(s => s.Uid == id)), $"the stream of namespace {ns} is known");
}
