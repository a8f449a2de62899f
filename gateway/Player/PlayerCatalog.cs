using k8s;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.HlsBroadcasts;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Events.Data;
using Onair.Gateway.Telemetry;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Player;

/// <summary>What can be watched, from the caches. An object that is being deleted no longer counts.</summary>
internal sealed class PlayerCatalog(
    Informer<LiveStream> streams,
    Informer<IvsChannel> channels,
    Informer<HlsBroadcast> broadcasts,
    Informer<VideoAsset> assets,
    Informer<ArchiveSplit> splits,
    SignedPlayback signed,
    PlayerSettings settings,
    TimeProvider time)
{
    /// <summary>The index of VideoAssets by uid.</summary>
    public const string ById = "id";

    /// <summary>The state of an object; null when viewers have none. What the operator signs URLs for plays only behind signed links.</summary>
    /// <param name="path">The object.</param>
    /// <param name="section">The section of an ArchiveSplit, as the link names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PageState?> FindAsync(PlayerPath path, string? section, CancellationToken cancellationToken)
    {
        if (settings.WatchNamespace is { } only && path.Namespace != only) return null;
        var name = new NamespacedName(path.Namespace, path.Name);
        if (path.Kind == LiveStreamKind.Definition.Type.Plural) return Live(streams.Get(name)) is { } stream ? StreamPages.Of(stream, time.GetUtcNow()) : null;
        if (path.Kind == IvsChannelKind.Definition.Type.Plural) return Live(channels.Get(name)) is { } channel ? StreamPages.Of(channel) : null;
        if (path.Kind == HlsBroadcastKind.Definition.Type.Plural) return Live(broadcasts.Get(name)) is { } broadcast ? StreamPages.Of(broadcast) : null;
        if (path.Kind == ArchiveSplitKind.Definition.Type.Plural) return Live(splits.Get(name)) is { } split ? await FindAsync(split, section, cancellationToken) : null;
        if (Live(assets.Get(name)) is not { } asset) return null;
        if (asset.Spec.PlaybackPolicy == PlaybackPolicy.Public) return AssetPages.Of(asset, null);
        return settings.Access == PlayerAccess.Signed ? AssetPages.Of(asset, await signed.FindAsync(asset, cancellationToken)) : null;
    }

    /// <summary>What viewers' events say of an object; null when it is gone.</summary>
    public Watched? Describe(PlayerPath path, PageState state)
    {
        var name = new NamespacedName(path.Namespace, path.Name);
        if (path.Kind == LiveStreamKind.Definition.Type.Plural) return Describe(path, streams.Get(name), LiveStreamKind.Definition.Kind, state);
        if (path.Kind == IvsChannelKind.Definition.Type.Plural) return Describe(path, channels.Get(name), IvsChannelKind.Definition.Kind, state);
        if (path.Kind == HlsBroadcastKind.Definition.Type.Plural) return Describe(path, broadcasts.Get(name), HlsBroadcastKind.Definition.Kind, state);
        // Nothing reports of ArchiveSplits.
        if (path.Kind != VideoAssetKind.Definition.Type.Plural) return null;
        return assets.Get(name) is { } asset ? Describe(path, asset, VideoAssetKind.Definition.Kind, state)! with { Video = Watched.VideoOf(asset, time.GetUtcNow()) } : null;
    }

    /// <summary>The path of a VideoAsset by its uid, or by its name in the default namespace; null when no asset can have it.</summary>
    public PlayerPath? PathOf(string id)
    {
        var kind = VideoAssetKind.Definition.Type.Plural;
        return assets.ByIndex(ById, id) is [var asset, ..]
            ? new(asset.Namespace(), kind, asset.Name())
            : PlayerPath.Of(settings.DefaultNamespace, kind, id);
    }

    private static Watched? Describe(PlayerPath path, IKubernetesObject<V1ObjectMeta>? obj, string kind, PageState state) => obj is null ? null : new(
        path.Subject,
        $"/apis/{Api.Group.Name}/{Api.Group.Version}/namespaces/{path.Namespace}/{path.Kind}/{path.Name}",
        WatchedMapping.Of(kind, obj.Metadata, state.Title, state.Url, isFile: kind == VideoAssetKind.Definition.Kind, isLive: state.Availability == Availability.Live));

    private async Task<PageState?> FindAsync(ArchiveSplit split, string? section, CancellationToken cancellationToken) =>
        settings.Access == PlayerAccess.Signed && SplitPages.Position(split, section) is { } position
            ? SplitPages.Of(split, position, await signed.FindAsync(split, position, cancellationToken))
            : null;

    private static T? Live<T>(T? obj)
        where T : class, IKubernetesObject<V1ObjectMeta> => obj?.Metadata.DeletionTimestamp is null ? obj : null;
}
