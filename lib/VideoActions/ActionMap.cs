using Onair.Api.MediaProviders.Video;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.VideoActions.Answers;
using Onair.VideoActions.Maps;
using Onair.VideoActions.Requests;
using Onair.VideoActions.Signing;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions;

/// <summary>A compiled action map: builds the requests to a video service and reads its responses. Immutable, thread-safe, no I/O.</summary>
public sealed class ActionMap
{
    private readonly CompiledActions _compiled;

    private ActionMap(VideoSpec spec, CompiledActions compiled) => (Spec, _compiled) = (spec, compiled);

    /// <summary>What is declared.</summary>
    public VideoSpec Spec { get; }

    /// <summary>The actions: the provider's own, or those of Mux.</summary>
    public VideoActionsSpec Actions => _compiled.Actions;

    /// <summary>Whether the service supports signed playback.</summary>
    public bool CanSign => Actions.Playback.SignedUrl is not null;

    /// <summary>Compiles an action map. Each template is rendered with samples, so that errors show before the first request.</summary>
    /// <param name="spec">What is declared.</param>
    /// <param name="errors">All errors; empty when the map is valid.</param>
    /// <returns>The map, or null.</returns>
    public static ActionMap? Compile(VideoSpec spec, out IReadOnlyList<Violation> errors)
    {
        var compiled = ActionsCompiler.Compile(spec, out errors);
        return errors.Count == 0 ? new(spec, compiled!) : null;
    }

    /// <summary>Returns the violations of a provider's action map; none without a video service.</summary>
    public static IReadOnlyList<Violation> Check(VideoSpec? spec)
    {
        if (spec is null) return [];
        Compile(spec, out var errors);
        return errors;
    }

    /// <summary>Whether the map has an action.</summary>
    public bool Has(VideoAction action) => _compiled.Requests.ContainsKey(action);

    /// <summary>Builds the request of an action.</summary>
    /// <exception cref="ActionException">A template rendered something invalid.</exception>
    public VideoRequest Request(VideoAction action, TemplateInput values) =>
        _compiled.Requests.TryGetValue(action, out var request)
            ? request.Render(action, Templates.TemplateData.Of(values, _compiled.Variables, values.Credentials))
            : throw new ActionException($"spec.video.actions.{Field(action)}: the service has no such action");

    /// <summary>Reads the response to createUpload.</summary>
    /// <exception cref="ActionException">The response does not match the map.</exception>
    public CreatedUpload ReadCreatedUpload(string json) => Of(Has(VideoAction.CreateUpload) ? _compiled.Uploads : null, VideoAction.CreateUpload).ReadCreated(json);

    /// <summary>Reads the response to createAsset: the id.</summary>
    /// <exception cref="ActionException">The response does not match the map.</exception>
    public string ReadCreatedAsset(string json) =>
        Of(_compiled.CreatedAsset, VideoAction.CreateAsset).Id(Answer.Read("spec.video.actions.createAsset", json));

    /// <summary>Reads the response to getUpload.</summary>
    /// <exception cref="ActionException">The response does not match the map.</exception>
    public UploadAnswer ReadUpload(string json) => Of(Has(VideoAction.GetUpload) ? _compiled.Uploads : null, VideoAction.GetUpload).Read(json);

    /// <summary>Reads the response to getAsset.</summary>
    /// <exception cref="ActionException">The response does not match the map.</exception>
    public AssetAnswer ReadAsset(string json) => _compiled.Assets.Read(json);

    /// <summary>Reads the response to inspectAsset; <see cref="AssetMedia.Merge"/> merges it with getAsset's.</summary>
    /// <exception cref="ActionException">The response does not match the map.</exception>
    public MediaStatus ReadMedia(string json) =>
        Of(_compiled.Inspected, VideoAction.InspectAsset).Read(Answer.Read("spec.video.actions.inspectAsset", json));

    /// <summary>Reads a page of findUpload or findAsset.</summary>
    /// <exception cref="ActionException">The response does not match the map.</exception>
    public FoundPage ReadFound(VideoAction action, string json, string token) =>
        Of(_compiled.Finds.GetValueOrDefault(action), action).Read(json, token);

    /// <summary>Reads which uploads and assets a callback is about. The caller has verified its signature.</summary>
    /// <exception cref="ActionException">The response does not match the map.</exception>
    public CallbackSubject ReadCallback(ReadOnlyMemory<byte> body) =>
        (_compiled.Callback ?? throw new ActionException("spec.video.actions.callback: the service has no callbacks")).Read(body);

    /// <summary>Returns the URLs of an asset. With the policy Signed, they lack the token.</summary>
    /// <exception cref="ActionException">A template rendered something invalid.</exception>
    public ViewUrls Urls(VideoAssetSpec resource, string assetId, string playbackId) => _compiled.Views.Urls(resource.Thumbnail, assetId, playbackId);

    /// <summary>Returns tokens, and URLs that contain them, of an asset with the policy Signed.</summary>
    /// <exception cref="ActionException">A template rendered something invalid.</exception>
    public SignedViewUrls SignedUrls(VideoAssetSpec resource, string assetId, string playbackId, SigningKey key, DateTimeOffset expires) =>
        _compiled.Views.Signed(resource.Thumbnail, assetId, playbackId, key, expires);

    private static T Of<T>(T? part, VideoAction action)
        where T : class => part ?? throw new ActionException($"spec.video.actions.{Field(action)}: the service has no such action");

    private static string Field(VideoAction action) => $"{char.ToLowerInvariant(action.ToString()[0])}{action.ToString()[1..]}";
}
