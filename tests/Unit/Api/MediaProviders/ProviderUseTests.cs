using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;

namespace Onair.Tests.Unit.Api.MediaProviders;

public sealed class ProviderUseTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1 LiveStream (shows/0)")]
    [InlineData(3, "3 LiveStreams (shows/0, shows/1, shows/2)")]
    [InlineData(4, "4 LiveStreams (shows/0, shows/1, shows/2 and 1 more)")]
    public void Streams_with_resources_there_use_a_provider(int count, string? text)
    {
        var users = Enumerable.Range(0, count).Select(i => Stream($"{i}", made: "p"));

        Text("p", streams: [.. users, Stream("elsewhere", "q"), Stream("new", null)]).ShouldBe(text);
    }

    [Fact]
    public void Splits_that_are_not_done_with_it_use_a_provider()
    {
        ArchiveSplit[] splits = [Split("b", "p"), Split("a", "p"), Split("elsewhere", "q"), Split("new", null), Split("done", "p", finalizer: null)];

        Text("p", streams: [Stream("s", "p")], splits: splits).ShouldBe("1 LiveStream (shows/s) and 2 ArchiveSplits (shows/a, shows/b)");
        Text("q", splits: splits).ShouldBe("1 ArchiveSplit (shows/elsewhere)");
        Text("r", splits: splits).ShouldBeNull();
    }

    [Fact]
    public void Assets_that_are_not_done_with_it_use_a_provider()
    {
        VideoAsset[] assets = [Asset("b", "p"), Asset("a", "p"), Asset("elsewhere", "q"), Asset("new", null), Asset("done", "p", finalizer: null)];

        Text("p", [Stream("s", "p")], [Channel("i", "p"), Channel("elsewhere", "q"), Channel("new", null)], [Split("t", "p")], assets)
            .ShouldBe("1 LiveStream (shows/s), 1 IvsChannel (shows/i), 1 ArchiveSplit (shows/t) and 2 VideoAssets (shows/a, shows/b)");
        Text("q", splits: [Split("t", "q")], assets: assets).ShouldBe("1 ArchiveSplit (shows/t) and 1 VideoAsset (shows/elsewhere)");
        Text("r", assets: assets).ShouldBeNull();
    }

    [Fact]
    public void Connectors_use_the_provider_that_their_pipeline_was_begun_with()
    {
        Connector[] connectors = [Connector("a", "p", "p"), Connector("moved", "q", "p"), Connector("here", "p", null)];

        ProviderUse.Of(ConnectorKind.Definition, connectors, "p").Names.ShouldBe(["shows/a", "shows/moved"]);
        ProviderUse.Of(ConnectorKind.Definition, connectors, "q").Names.ShouldBeEmpty();
        connectors.Where(c => ConnectorKind.Definition.ProviderUse!.HasOrWillHave(c, "p")).Select(c => c.Metadata.Name).ShouldBe(["a", "moved", "here"]);
    }

    private static Connector Connector(string name, string declared, string? recorded) => new()
    {
        Metadata = new() { NamespaceProperty = "shows", Name = name },
        Spec = new() { Source = new() { ChimePipeline = new() { ProviderRef = new() { Name = declared } } } },
        Status = new()
        {
            Run = recorded is null ? null : new() { ChimePipeline = new() { Provider = recorded } },
            ChimePipeline = recorded is null ? null : new(),
        },
    };

    private static string? Text(string provider, LiveStream[]? streams = null, IvsChannel[]? channels = null, ArchiveSplit[]? splits = null, VideoAsset[]? assets = null) =>
        ProviderUse.Text(
            [
                ProviderUse.Of(LiveStreamKind.Definition, streams ?? [], provider), ProviderUse.Of(IvsChannelKind.Definition, channels ?? [], provider),
                ProviderUse.Of(ArchiveSplitKind.Definition, splits ?? [], provider), ProviderUse.Of(VideoAssetKind.Definition, assets ?? [], provider),
            ]);

    private static VideoAsset Asset(string name, string? provider, string? finalizer = Annotations.Finalizer) => new()
    {
        Metadata = new() { NamespaceProperty = "shows", Name = name, Finalizers = finalizer is null ? null : [finalizer] },
        Status = new() { Provider = provider },
    };

    private static LiveStream Stream(string name, string? made) => new()
    {
        Metadata = new() { NamespaceProperty = "shows", Name = name },
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = new() { Resources = new() { Provider = made } },
    };

    private static IvsChannel Channel(string name, string? made) => new()
    {
        Metadata = new() { NamespaceProperty = "shows", Name = name },
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = new() { Resources = new() { Provider = made } },
    };

    private static ArchiveSplit Split(string name, string? provider, string? finalizer = Annotations.Finalizer) => new()
    {
        Metadata = new() { NamespaceProperty = "shows", Name = name, Finalizers = finalizer is null ? null : [finalizer] },
        Status = new() { Provider = provider },
    };
}
