using Onair.Api.ArchiveSplits;
using Onair.Api.Connectors;
using Onair.Api.HlsBroadcasts;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;

namespace Onair.Tests.Unit.Api.MediaProviders;

/// <summary>A MediaProvider that is for some namespaces.</summary>
public sealed class ProviderNamespacesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A resource of each kind in a namespace that may not use the provider, new and with something at it.</summary>
    public static TheoryData<string, bool, bool> Kinds => new()
    {
        { "LiveStream", false, true },
        // It is not started again, as with the provider's limits.
        { "LiveStream", true, true },
        { "IvsChannel", false, true },
        { "IvsChannel", true, true },
        { "HlsBroadcast", false, true },
        // A run that goes on has its credentials until they expire.
        { "HlsBroadcast", true, true },
        { "VideoAsset", false, true },
        { "VideoAsset", true, true },
        { "ArchiveSplit", false, true },
        { "ArchiveSplit", true, true },
        { "Connector", false, true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_namespace_that_is_not_named_is_refused(string kind, bool hasSomething, bool refused)
    {
        Refused(kind, hasSomething, "shows").ShouldBe(refused);
        Refused(kind, hasSomething, "sports").ShouldBeFalse();
    }

    [Fact]
    public void Without_names_and_for_an_unknown_namespace_there_is_no_rule()
    {
        new MediaProviderSpec().Allows("shows").ShouldBeTrue();
        Spec("sports").Allows(null).ShouldBeTrue();
        ProviderNamespaces.Refusal(null, "shows", "spec.providerRef.name", "aws").ShouldBeNull();
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("sports", null, true)]
    [InlineData("sports", "sports", true)]
    [InlineData("sports", "shows", false)]
    public void Two_defaults_compete_when_a_namespace_may_use_both(string? one, string? other, bool compete) =>
        ProviderNamespaces.Overlap(Spec(one), Spec(other)).ShouldBe(compete);

    private static bool Refused(string kind, bool hasSomething, string ns) =>
        Violations(kind, hasSomething, ns).Any(v => v.Rule.Contains("spec.namespaces", StringComparison.Ordinal));

    private static IReadOnlyList<Violation> Violations(string kind, bool hasSomething, string ns)
    {
        var provider = new MediaProvider { Metadata = new() { Name = "aws" }, Spec = Spec("sports") };
        var recorded = hasSomething ? "aws" : null;
        return kind switch
        {
            "LiveStream" => LiveStreamRules.Check(new LiveStream
            {
                Metadata = new() { NamespaceProperty = ns },
                Spec = new() { ProviderRef = new() { Name = "aws" } },
                Status = new() { Resources = new() { Provider = recorded } },
            }.Case(provider)),
            "IvsChannel" => IvsChannelRules.Check(new IvsChannel
            {
                Metadata = new() { NamespaceProperty = ns },
                Spec = new() { ProviderRef = new() { Name = "aws" } },
                Status = new() { Resources = new() { Provider = recorded } },
            }.Case(provider)),
            "HlsBroadcast" => HlsBroadcastRules.Check(new HlsBroadcast
            {
                Metadata = new() { Name = "talk", NamespaceProperty = ns },
                Spec = new() { ProviderRef = new() { Name = "aws" } },
                Status = new() { Provider = recorded, StartedAt = hasSomething ? Noon : null },
            }.Case(provider)),
            "VideoAsset" => VideoAssetRules.Check(new VideoAsset
            {
                Metadata = new() { Name = "talk", NamespaceProperty = ns },
                Spec = new() { ProviderRef = new() { Name = "aws" }, Source = new() { DirectUpload = new() } },
                Status = new() { Provider = recorded },
            }.Case(provider, null)),
            "ArchiveSplit" => ArchiveSplitRules.Check(new ArchiveSplit
            {
                Metadata = new() { Name = "talks", NamespaceProperty = ns },
                Spec = new() { StreamRef = new() { Name = "event" } },
                Status = new() { Provider = recorded },
            }.Case(new SplitSource("LiveStream", "event", "aws", false, []), provider, [])),
            _ => ConnectorRules.Check(new(new ConnectorSpec { Source = new() { ChimePipeline = new() { ProviderRef = new() { Name = "aws" } } } }) { Namespace = ns, Provider = provider.Spec }),
        };
    }

    private static MediaProviderSpec Spec(string? ns) => new() { Aws = new(), Video = new(), Namespaces = ns is null ? null : [ns] };
}
