using System.Text.Json;
using Onair.Webhook.Admission;
using Onair.Webhook.LiveStreams;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.LiveStreams;

public sealed class LiveStreamMutationTests
{
    private const string Ref = """{"op":"add","path":"/spec/providerRef","value":{"name":"aws"}}""";
    private const string Guard = """{"op":"add","path":"/spec/costGuard","value":{"maxRunDuration":"8h"}}""";

    /// <summary>The object as it was sent, the stored one, and the patch.</summary>
    public static TheoryData<string, string?, string> Patches => new()
    {
        { """{"spec":{}}""", null, $"[{Ref},{Guard}]" },
        { """{"spec":{"providerRef":null,"costGuard":null}}""", null, $"[{Ref},{Guard}]" },
        { """{"spec":{"providerRef":{"name":"aws"}}}""", null, $"[{Guard}]" },
        { """{"spec":{"providerRef":{"name":"plain"}}}""", null, "[]" },
        { """{"spec":{"providerRef":{"name":"nowhere"}}}""", null, "[]" },
        { """{"spec":{"costGuard":{}}}""", null, $"[{Ref}]" },
        { """{"spec":{"providerRef":{"name":"aws"},"costGuard":{"noInputTimeout":"15m"}}}""", null, "[]" },
        // What the schema is going to refuse.
        { "{}", null, "[]" },
        { """{"spec":null}""", null, "[]" },
        { """{"spec":"x"}""", null, "[]" },
        { """{"spec":{"providerRef":{}}}""", null, "[]" },
        { """{"spec":{"providerRef":{"name":"../secrets/key"}}}""", null, "[]" },
        { """{"spec":{"providerRef":{"name":7},"costGuard":5}}""", null, "[]" },
        // Edits.
        { """{"spec":{"providerRef":{"name":"aws"},"state":"Running"}}""", """{"spec":{"providerRef":{"name":"aws"}}}""", $"[{Guard}]" },
        // A show on air gets no limit that it may be beyond.
        {
            """{"spec":{"providerRef":{"name":"aws"},"deletionPolicy":"Retain"}}""",
            """{"spec":{"providerRef":{"name":"aws"}},"status":{"currentSessionId":"s"}}""", "[]"
        },
        { """{"metadata":{"finalizers":["x"]},"spec":{"providerRef":{"name":"aws"}}}""", """{"spec":{"providerRef":{"name":"aws"}}}""", "[]" },
        { """{"metadata":{"labels":{"a":"b"}},"spec":{}}""", """{"spec":{}}""", $"[{Ref},{Guard}]" },
        { """{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z"},"spec":{}}""", """{"spec":{"state":"Running"}}""", "[]" },
    };

    [Theory]
    [MemberData(nameof(Patches))]
    public async Task Only_what_is_absent_is_filled_in(string sent, string? stored, string patch)
    {
        await using var cluster = Cluster();
        var mutation = new LiveStreamMutation((await cluster.StartAsync()).Providers);
        var request = Request(stored is null ? "CREATE" : "UPDATE", sent, stored);

        var verdict = await mutation.ReviewAsync(request, CancellationToken.None);

        verdict.IsAllowed.ShouldBeTrue();
        JsonSerializer.Serialize(verdict.Patch, AdmissionJsonContext.Default.IReadOnlyListPatchOperation).ShouldBe(patch);
    }

    [Fact]
    public async Task Nothing_is_added_to_what_is_complete_already()
    {
        await using var cluster = Cluster();
        var mutation = new LiveStreamMutation((await cluster.StartAsync()).Providers);

        var again = await mutation.ReviewAsync(
            Request("CREATE", """{"spec":{"providerRef":{"name":"aws"},"costGuard":{"maxRunDuration":"8h"}}}""", null), CancellationToken.None);

        again.Patch.ShouldBeEmpty();
    }

    public static TheoryData<string[], string[], string?> Defaults => new()
    {
        { [], [], null },
        { ["one"], [], "one" },
        { ["one", "two"], [], null },
        // Since the cache was filled.
        { [], ["new"], "new" },
        { [], ["new", "newer"], null },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task The_one_default_provider_is_filled_in(string[] known, string[] since, string? named)
    {
        await using var cluster = new FakeCluster();
        cluster.Providers.Add(Provider("other"));
        cluster.Providers.AddRange(known.Select(n => Provider(n, MakeDefault)));
        var mutation = new LiveStreamMutation((await cluster.StartAsync()).Providers);
        cluster.Providers.AddRange(since.Select(n => Provider(n, MakeDefault)));

        var verdict = await mutation.ReviewAsync(Request("CREATE", """{"spec":{}}""", null), CancellationToken.None);

        verdict.Patch.SingleOrDefault()?.Value.GetProperty("name").GetString().ShouldBe(named);
        if (named is null) verdict.Patch.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_default_provider_that_is_being_deleted_is_none()
    {
        await using var cluster = new FakeCluster();
        cluster.Providers.Add(Provider("going", p =>
        {
            MakeDefault(p);
            p.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        }));
        var mutation = new LiveStreamMutation((await cluster.StartAsync()).Providers);

        (await mutation.ReviewAsync(Request("CREATE", """{"spec":{}}""", null), CancellationToken.None)).Patch.ShouldBeEmpty();
    }

    private static FakeCluster Cluster()
    {
        var cluster = new FakeCluster();
        cluster.Providers.Add(Provider("plain"));
        cluster.Providers.Add(Provider("aws", p =>
        {
            MakeDefault(p);
            p.Spec.StreamDefaults = new() { CostGuard = new() { MaxRunDuration = "8h" } };
        }));
        return cluster;
    }

    private static AdmissionRequest Request(string operation, string sent, string? stored) => new()
    {
        Uid = "1",
        Operation = operation,
        Object = Json(sent),
        OldObject = stored is null ? default : Json(stored),
    };
}
