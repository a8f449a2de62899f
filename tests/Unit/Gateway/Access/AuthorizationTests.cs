using System.Net;
using Onair.Gateway.Access;
using Onair.Gateway.Routing;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Gateway.Access;

public sealed class AuthorizationTests
{
    private const string Key = "onair_0123456789abcdef0123456789abcdef";
    private const string Robot = "system:serviceaccount:talks:robot";

    [Fact]
    public async Task Without_the_right_nothing_happens()
    {
        var isCalled = false;
        await using var host = await ApiHost.StartAsync(Things.Routes(post: (_, body) =>
        {
            isCalled = true;
            return Task.FromResult(Reply.Of(body));
        }));
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");

        var answer = await host.SendAsync("POST", "/things", """{"name":"a"}""");

        (answer.Status, answer.Detail).ShouldBe(
            (HttpStatusCode.Forbidden, $"{ApiHost.User} may not patch livestreams.onair.dev in namespace talks. Grant it with a Role and a RoleBinding."));
        isCalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_right_to_one_object_opens_that_one_alone()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks/one");

        (await host.GetAsync("/things/one")).Status.ShouldBe(HttpStatusCode.OK);
        (await host.GetAsync("/things/two")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_missing_object_is_forbidden_without_the_right_and_not_found_with_it()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        (await host.GetAsync("/things/missing")).Status.ShouldBe(HttpStatusCode.Forbidden);

        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");
        host.Time.Advance(4);
        var answer = await host.GetAsync("/things/missing");

        (answer.Status, answer.Detail).ShouldBe((HttpStatusCode.NotFound, "There is no thing \"missing\"."));
    }

    [Fact]
    public async Task A_right_that_was_taken_away_ends_within_seconds()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");
        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.OK);

        host.Cluster.Rights.Clear();
        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.OK);
        host.Time.Advance(3);

        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_namespace_of_the_path_is_the_one_that_is_asked_about()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev other");

        ((string)(await host.GetAsync("/namespaces/other/things/1")).Json["name"]!).ShouldStartWith("1 in other");
        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_gateway_of_one_namespace_knows_no_other()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes(), s => s with { WatchNamespace = "talks" });
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev other");

        (await host.GetAsync("/namespaces/other/things/1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_is_bounded_by_its_verbs_its_account_and_its_namespace()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes());
        host.AddKey("talks", "reader", Key, verbs: "get");
        host.Cluster.Allow($"{Robot} patch livestreams.onair.dev talks");
        host.Cluster.Allow($"{Robot} get livestreams.onair.dev other");
        (string, string) key = ("X-Api-Key", Key);
        await Eventually.ShouldBeAsync(async () => (await host.GetAsync("/things/1", key)).Status == HttpStatusCode.Forbidden, "the key is known");

        (await host.GetAsync("/things/1", key)).Detail.ShouldBe($"{Robot} may not get livestreams.onair.dev \"1\" in namespace talks. Grant it with a Role and a RoleBinding.");
        (await host.SendAsync("POST", "/things", """{"name":"a"}""", key)).Detail.ShouldBe("The API key reader may not patch livestreams.onair.dev in namespace talks. Add the verb to its Secret.");
        (await host.GetAsync("/namespaces/other/things/1", key)).Detail.ShouldBe("The API key reader is valid only in namespace talks.");
        host.Cluster.Reviews.ShouldAllBe(r => (string?)r["spec"]!["resourceAttributes"]!["verb"] == "get");
    }

    [Fact]
    public void A_key_reads_Secrets_only_when_it_says_so()
    {
        ApiKey key = new() { Namespace = "talks", Name = "studio", ServiceAccount = "robot", Verbs = new HashSet<string> { "get", "get:secrets" } };

        key.Allows(Permission.To("get", BuiltInResources.Secrets)).ShouldBeTrue();
        (key with { Verbs = new HashSet<string> { "get" } }).Allows(Permission.To("get", BuiltInResources.Secrets)).ShouldBeFalse();
        key.Allows(Things.Get).ShouldBeTrue();
        key.Allows(Things.Patch).ShouldBeFalse();
    }

    [Fact]
    public async Task Callers_have_rates_of_their_own()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes(), s => s with { RequestsPerSecond = 2, Burst = 3 });
        host.Cluster.AddAccount("other", "talks", "other");
        host.Cluster.Allow($"{ApiHost.User} get livestreams.onair.dev talks");
        host.Cluster.Allow("system:serviceaccount:talks:other get livestreams.onair.dev talks");
        for (var i = 0; i < 3; i++) (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.OK);

        var refused = await host.GetAsync("/things/1");

        (refused.Status, refused.Headers["Retry-After"], refused.Detail).ShouldBe(
            (HttpStatusCode.TooManyRequests, "1", $"{ApiHost.User} may send 2 requests per second. Wait and try again."));
        (await host.GetAsync("/things/1", ("Authorization", "Bearer other"))).Status.ShouldBe(HttpStatusCode.OK);
        host.Time.Advance(0.5);
        (await host.GetAsync("/things/1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_has_the_rate_of_its_Secret()
    {
        await using var host = await ApiHost.StartAsync(Things.Routes(), s => s with { Burst = 1 });
        host.AddKey("talks", "slow", Key, rate: "0.1");
        host.Cluster.Allow($"{Robot} get livestreams.onair.dev talks");
        await Eventually.ShouldBeAsync(async () => (await host.GetAsync("/things/1", ("X-Api-Key", Key))).Status == HttpStatusCode.OK, "the key is known");

        (await host.GetAsync("/things/1", ("X-Api-Key", Key))).Headers["Retry-After"].ShouldBe("10");
    }
}
