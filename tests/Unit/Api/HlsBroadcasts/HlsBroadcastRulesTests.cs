using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;

namespace Onair.Tests.Unit.Api.HlsBroadcasts;

public sealed class HlsBroadcastRulesTests
{
    private static readonly MediaProvider Provider = new()
    {
        Metadata = new() { Name = "p" },
        Spec = new() { Aws = new() { HlsBroadcast = new() { RoleArn = "arn:aws:iam::123456789012:role/r", Buckets = ["first", "second"] } } },
    };

    public static TheoryData<string, HlsBroadcastSpec, string> Cases => new()
    {
        { "bucket", Spec() with { Bucket = "third" }, "spec.bucket: Invalid value: \"third\": must be one of spec.aws.hlsBroadcast.buckets of MediaProvider \"p\": first, second" },
        { "no uid", Spec() with { Path = "hls/{name}" }, "spec.path: Invalid value: \"hls/{name}\": must contain {uid}, so that no two broadcasts share a folder" },
        { "placeholder", Spec() with { Path = "hls/{uid}/{date}" }, "spec.path: Invalid value: \"hls/{uid}/{date}\": must use only these placeholders: {uid} {namespace} {name}" },
        { "dots", Spec() with { Path = "hls/../{uid}" }, "spec.path: Invalid value: \"hls/../{uid}\": must not have a segment \".\" or \"..\"" },
        { "retention", Spec() with { Retention = new() { DeleteAfter = "0s" } }, "spec.retention.deleteAfter: Invalid value: \"0s\": must be longer than zero" },
        { "distribution", Spec() with { Distribution = new() { Live = true } }, "spec.distribution.live: Invalid value: \"true\": requires spec.aws.distributionId or spec.aws.distributionUrl of MediaProvider \"p\"" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_field_value_and_rule(string why, HlsBroadcastSpec spec, string message) =>
        HlsBroadcastRules.Check(Broadcast("a", spec).Case(Provider)).ShouldHaveSingleItem(why).ToString().ShouldBe(message);

    [Fact]
    public void Accepts_the_defaults() => HlsBroadcastRules.Check(Broadcast("a", Spec()).Case(Provider)).ShouldBeEmpty();

    [Fact]
    public void Requires_a_provider_for_broadcasts() => HlsBroadcastRules.Check(
            Broadcast("a", Spec()).Case(new() { Metadata = new() { Name = "p" }, Spec = new() { Aws = new() } })).ShouldHaveSingleItem().ToString()
        .ShouldBe("spec.providerRef.name: Invalid value: \"p\": must be a MediaProvider with spec.aws.hlsBroadcast");

    [Fact]
    public void Limits_credentials_to_an_hour_with_a_web_identity()
    {
        var chained = new MediaProvider { Metadata = Provider.Metadata, Spec = new() { Aws = Provider.Spec.Aws! with { WebIdentity = new() } } };

        HlsBroadcastRules.Check(Broadcast("a", Spec() with { Credentials = new() { DurationSeconds = 3_600 } }).Case(chained)).ShouldBeEmpty();
        HlsBroadcastRules.Check(Broadcast("a", Spec() with { Credentials = new() { DurationSeconds = 3_601 } }).Case(chained)).ShouldHaveSingleItem()
            .Field.ShouldBe("spec.credentials.durationSeconds");
    }

    [Fact]
    public void Keeps_the_folder_of_a_broadcast_that_was_started()
    {
        var started = Broadcast("a", Spec() with { Bucket = "second", Path = "other/{uid}" }).With(new() { Provider = "q", Folder = "s3://first/hls/ns/a/a" });

        HlsBroadcastRules.Check(started.Case(null)).Select(v => v.Field).ShouldBe(["spec.providerRef.name", "spec.bucket", "spec.path"]);
    }

    [Theory]
    [InlineData("x/{uid}", "x/{uid}", false)]
    [InlineData("x/{uid}/y", "x/a/y/{uid}", true)]
    [InlineData("x/a/{uid}", "x/{uid}", false)]
    public void Refuses_a_folder_within_that_of_an_older_broadcast(string older, string newer, bool refused)
    {
        var (first, second) = (Broadcast("a", Spec() with { Path = older }, created: 1), Broadcast("b", Spec() with { Path = newer }, created: 2));

        HlsBroadcastRules.Check(second.Case(Provider, [first])).Any().ShouldBe(refused);
        HlsBroadcastRules.Check(first.Case(Provider, [second])).ShouldBeEmpty();
    }

    private static HlsBroadcastSpec Spec() => new() { ProviderRef = new() { Name = "p" } };

    private static HlsBroadcast Broadcast(string uid, HlsBroadcastSpec spec, int created = 1) => new()
    {
        Metadata = new() { Name = uid, NamespaceProperty = "ns", Uid = uid, CreationTimestamp = new DateTime(2027, 1, 1, 0, 0, created, DateTimeKind.Utc) },
        Spec = spec,
    };
}
