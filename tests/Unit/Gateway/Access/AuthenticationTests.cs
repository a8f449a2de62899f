using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway.Access;

public sealed class AuthenticationTests
{
    private const string Key = "onair_0123456789abcdef0123456789abcdef";
    private const string Robot = "system:serviceaccount:talks:robot";

    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "Authorization", "", "Send a Kubernetes token or an API key as \"Authorization: Bearer …\", or an API key as X-Api-Key.", "Bearer realm=\"onair\"" },
        { "Authorization", "Basic dXNlcjpwYXNz", "The header Authorization must have the scheme Bearer.", "Bearer realm=\"onair\"" },
        { "Authorization", "Bearer ", "The header Authorization must have the scheme Bearer.", "Bearer realm=\"onair\"" },
        { "Authorization", "Bearer unknown", "The token is not valid.", "Bearer realm=\"onair\", error=\"invalid_token\"" },
        { "Authorization", "Bearer two words", "The token is not valid.", "Bearer realm=\"onair\", error=\"invalid_token\"" },
        { "Authorization", "Bearer onair_unknown", "The API key is not valid.", "Bearer realm=\"onair\", error=\"invalid_token\"" },
        { "X-Api-Key", "onair_unknown", "The API key is not valid.", "Bearer realm=\"onair\", error=\"invalid_token\"" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Without_valid_credentials_there_is_no_entry(string header, string value, string detail, string challenge)
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());

        var answer = await host.GetAsync("/things/1", (header, value));

        (answer.Status, answer.Type, answer.Detail).ShouldBe((HttpStatusCode.Unauthorized, "application/problem+json", detail));
        answer.Headers["WWW-Authenticate"].ShouldBe(challenge);
    }

    [Fact]
    public async Task A_token_is_reviewed_once_in_a_while_and_acts_in_its_own_namespace()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");

        for (var i = 0; i < 3; i++) ((string)(await host.GetAsync("/things/1")).Json["name"]!).ShouldBe($"1 in talks for {ApiHost.User}");
        Count(host, "TokenReview").ShouldBe(1);

        host.Time.Advance(11);
        await host.GetAsync("/things/1");
        Count(host, "TokenReview").ShouldBe(2);
    }

    [Fact]
    public async Task A_token_for_others_is_not_valid()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes(), s => s with { Audiences = ["onair"] });
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");

        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.OK);

        host.Cluster.Reviews.First(r => (string?)r["kind"] == "TokenReview")["spec"]!["audiences"]!.ToJsonString().ShouldBe("""["onair"]""");
    }

    [Fact]
    public async Task A_user_without_a_namespace_acts_in_the_default_one()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes(), s => s with { DefaultNamespace = "studio" });
        host.Cluster.Tokens["jane"] = new JsonObject { ["username"] = "jane", ["groups"] = new JsonArray("system:authenticated"), ["extra"] = new JsonObject { ["scopes"] = new JsonArray("a") } };
        host.Cluster.Allow("jane get livestreams.onair.dev studio");

        ((string)(await host.GetAsync("/things/1", ("Authorization", "Bearer jane"))).Json["name"]!).ShouldBe("1 in studio for jane");

        var spec = host.Cluster.Reviews.Single(r => (string?)r["kind"] == "SubjectAccessReview")["spec"]!;
        spec.ToJsonString().ShouldBe(
            """{"extra":{"scopes":["a"]},"groups":["system:authenticated"],"resourceAttributes":{"group":"onair.dev","name":"1","namespace":"studio","resource":"livestreams","verb":"get"},"user":"jane"}""");
    }

    [Theory]
    [InlineData("X-Api-Key", Key)]
    [InlineData("Authorization", "Bearer " + Key)]
    [InlineData("X-Api-Key", "a-key-of-an-earlier-service")]
    [InlineData("Authorization", "bearer a-key-of-an-earlier-service")]
    public async Task An_API_key_acts_for_its_ServiceAccount(string header, string value)
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.AddKey("talks", "studio", Key);
        host.AddKey("talks", "old", "a-key-of-an-earlier-service");
        host.Cluster.Allow($"{Robot} get livestreams.onair.dev talks");
        await ShownAsync(host, header, value);

        ((string)(await host.GetAsync("/things/1", (header, value))).Json["name"]!).ShouldStartWith("1 in talks for key:talks/");
    }

    [Fact]
    public async Task A_key_is_revoked_with_its_Secret()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.AddKey("talks", "studio", Key);
        host.Cluster.Allow($"{Robot} get livestreams.onair.dev talks");
        await ShownAsync(host, "X-Api-Key", Key);

        host.Cluster.Remove("/api/v1/namespaces/talks/secrets/studio");

        await Eventually.ShouldBeAsync(async () => (await host.GetAsync("/things/1", ("X-Api-Key", Key))).Status == HttpStatusCode.Unauthorized, "the key is refused");
    }

    [Fact]
    public async Task A_key_that_two_Secrets_describe_is_not_valid()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.AddKey("talks", "studio", Key);
        host.Cluster.Allow($"{Robot} get livestreams.onair.dev talks");
        await ShownAsync(host, "X-Api-Key", Key);

        host.AddKey("other", "copy", Key);

        await Eventually.ShouldBeAsync(async () => (await host.GetAsync("/things/1", ("X-Api-Key", Key))).Status == HttpStatusCode.Unauthorized, "the key is refused");
        host.Logged.ShouldContain(l => l.Contains("2 Secrets describe the same API key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("get list", "robot", null, "Opaque", null)]
    [InlineData("get watch", "robot", null, "onair.dev/api-key", "verbs must be one or more of create, create:secrets, delete, delete:secrets, get, get:secrets, list, patch")]
    [InlineData("", "robot", null, "onair.dev/api-key", "verbs must be one or more of create, create:secrets, delete, delete:secrets, get, get:secrets, list, patch")]
    [InlineData("get", "", null, "onair.dev/api-key", "serviceAccountName must be the name of an object")]
    [InlineData("get", "robot", "fast", "onair.dev/api-key", "requestsPerSecond must be a number greater than 0 and at most 1000000")]
    public async Task A_Secret_that_is_no_key_opens_nothing_and_is_named_in_the_log(string verbs, string account, string? rate, string type, string? problem)
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.AddKey("talks", "wrong", Key, verbs, account, rate, type);
        host.AddKey("talks", "right", "another-key-that-is-right");
        host.Cluster.Allow($"{Robot} get livestreams.onair.dev talks");
        await ShownAsync(host, "X-Api-Key", "another-key-that-is-right");

        (await host.GetAsync("/things/1", ("X-Api-Key", Key))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        host.Logged.Any(l => l.Contains($"The API key talks/wrong is not usable: {problem}", StringComparison.Ordinal)).ShouldBe(problem is not null);
    }

    [Fact]
    public async Task Unknown_tokens_do_not_flood_the_API_server()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes(), s => s with { TokenReviewsPerSecond = 2 });

        for (var i = 0; i < 2; i++) (await host.GetAsync("/things/1", ("Authorization", $"Bearer guess-{i}"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var refused = await host.GetAsync("/things/1", ("Authorization", "Bearer guess-3"));

        (refused.Status, refused.Headers["Retry-After"]).ShouldBe((HttpStatusCode.ServiceUnavailable, "1"));
        Count(host, "TokenReview").ShouldBe(2);
    }

    [Fact]
    public async Task A_flood_of_invalid_tokens_keeps_no_valid_one_out()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes(), s => s with { TokenReviewsPerSecond = 1 });
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");
        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.OK);
        host.Time.Advance(11);
        await host.GetAsync("/things/1", ("Authorization", "Bearer guess-1"));
        (await host.GetAsync("/things/1", ("Authorization", "Bearer guess-2"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_API_server_that_refuses_reviews_lets_nobody_in()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.Cluster.RefusesReviews = true;

        var answer = await host.GetAsync("/things/1");

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Text.ShouldNotContain("may not ask");
    }

    // The key's Secret reaches the gateway's cache through a watch.
    private static Task ShownAsync(ApiHost host, string header, string value) =>
        Eventually.ShouldBeAsync(async () => (await host.GetAsync("/things/1", (header, value))).Status == HttpStatusCode.OK, "the key is known");

    private static int Count(ApiHost host, string kind) => host.Cluster.Reviews.Count(r => (string?)r["kind"] == kind);
}
