using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Video.Answers;
using Onair.Video.Requests;
using Onair.Video.Signing;

namespace Onair.Video;

/// <summary>A provider's action map, compiled: how to ask its service, and how to read its answers. Immutable, thread-safe, without I/O.</summary>
public sealed class ActionMap
{
    private ActionMap(VideoSpec spec, VideoActionsSpec actions) => (Spec, Actions) = (spec, actions);

    /// <summary>What is declared.</summary>
    public VideoSpec Spec { get; }

    /// <summary>The actions: the provider's own, or those of Mux.</summary>
    public VideoActionsSpec Actions { get; }

    /// <summary>Compiles a map.</summary>
    /// <param name="spec">What is declared.</param>
    /// <param name="errors">Everything that is wrong with it; empty when there is a map.</param>
    /// <returns>The map, or null.</returns>
    public static ActionMap? Compile(VideoSpec spec, out IReadOnlyList<MapError> errors) => throw new NotImplementedException();

    /// <summary>Whether the map has an action.</summary>
    public bool Has(VideoAction action) => throw new NotImplementedException();

    /// <summary>A request of an action that the map has.</summary>
    /// <exception cref="ActionException">A template came out wrong.</exception>
    public VideoRequest Request(VideoAction action, TemplateValues values) => throw new NotImplementedException();

    /// <summary>Reads the answer to createUpload.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public CreatedUpload ReadCreatedUpload(string json) => throw new NotImplementedException();

    /// <summary>Reads the answer to createAsset: the id.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public string ReadCreatedAsset(string json) => throw new NotImplementedException();

    /// <summary>Reads the answer to getUpload.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public UploadAnswer ReadUpload(string json) => throw new NotImplementedException();

    /// <summary>Reads the answer to getAsset.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public AssetAnswer ReadAsset(string json) => throw new NotImplementedException();

    /// <summary>Reads the answer to inspectAsset.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public MediaStatus ReadMedia(string json) => throw new NotImplementedException();

    /// <summary>Reads a page of findUpload or findAsset.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public FoundPage ReadFound(VideoAction action, string json, string token) => throw new NotImplementedException();

    /// <summary>Whom a callback is about. Its signature must have been verified.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public CallbackSubject ReadCallback(ReadOnlyMemory<byte> body) => throw new NotImplementedException();

    /// <summary>Whether the service has assets that only play with a token.</summary>
    public bool CanSign => Actions.Playback.SignedUrl is not null;

    /// <summary>URLs of an asset with the policy Public; for one with the policy Signed without their tokens.</summary>
    /// <exception cref="ActionException">A template came out wrong.</exception>
    public ViewUrls Urls(VideoAssetSpec resource, string assetId, string playbackId) => throw new NotImplementedException();

    /// <summary>Tokens and URLs with them, of an asset with the policy Signed.</summary>
    /// <exception cref="ActionException">A template came out wrong.</exception>
    public SignedViewUrls SignedUrls(VideoAssetSpec resource, string assetId, string playbackId, SigningKey key, DateTimeOffset expires) => throw new NotImplementedException();
}
