using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Api.Rules;
using Onair.VideoActions.Answers;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Requests;
using Onair.VideoActions.Signing;

namespace Onair.VideoActions;

/// <summary>A provider's action map, compiled: how to ask its service, and how to read its answers. Immutable, thread-safe, without I/O.</summary>
public sealed class ActionMap
{
    private readonly CompiledActions _compiled;

    private ActionMap(VideoSpec spec, CompiledActions compiled) => (Spec, _compiled) = (spec, compiled);

    /// <summary>What is declared.</summary>
    public VideoSpec Spec { get; }

    /// <summary>The actions: the provider's own, or those of Mux.</summary>
    public VideoActionsSpec Actions => _compiled.Actions;

    /// <summary>Whether the service has assets that only play with a token.</summary>
    public bool CanSign => Actions.Playback.SignedUrl is not null;

    /// <summary>Compiles a map: each template is tried with samples, so that what is wrong with it is told before it is needed.</summary>
    /// <param name="spec">What is declared.</param>
    /// <param name="errors">Everything that is wrong with it; empty when there is a map.</param>
    /// <returns>The map, or null.</returns>
    public static ActionMap? Compile(VideoSpec spec, out IReadOnlyList<Violation> errors)
    {
        var compiled = ActionsCompiler.Compile(spec, out errors);
        return errors.Count == 0 ? new(spec, compiled!) : null;
    }

    /// <summary>The rules that a provider's map breaks, each with its own field; none where there is no map.</summary>
    public static IReadOnlyList<Violation> Check(VideoSpec? spec)
    {
        if (spec is null) return [];
        Compile(spec, out var errors);
        return errors;
    }

    /// <summary>Whether the map has an action.</summary>
    public bool Has(VideoAction action) => _compiled.Requests.ContainsKey(action);

    /// <summary>A request of an action that the map has.</summary>
    /// <exception cref="ActionException">A template came out wrong.</exception>
    public VideoRequest Request(VideoAction action, TemplateValues values) =>
        _compiled.Requests.TryGetValue(action, out var request)
            ? request.Render(action, Templates.TemplateData.Of(values, _compiled.Variables, values.Credentials))
            : throw new ActionException($"spec.video.actions.{Field(action)}: the service has no such action");

    /// <summary>Reads the answer to createUpload.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public CreatedUpload ReadCreatedUpload(string json) => Of(Has(VideoAction.CreateUpload) ? _compiled.Uploads : null, VideoAction.CreateUpload).ReadCreated(json);

    /// <summary>Reads the answer to createAsset: the id.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public string ReadCreatedAsset(string json) =>
        Of(_compiled.CreatedAsset, VideoAction.CreateAsset).Id(Answer.Read("spec.video.actions.createAsset", json));

    /// <summary>Reads the answer to getUpload.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public UploadAnswer ReadUpload(string json) => Of(Has(VideoAction.GetUpload) ? _compiled.Uploads : null, VideoAction.GetUpload).Read(json);

    /// <summary>Reads the answer to getAsset.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public AssetAnswer ReadAsset(string json) => _compiled.Assets.Read(json);

    /// <summary>Reads the answer to inspectAsset; <see cref="AssetMedia.Merge"/> puts it together with getAsset's.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public MediaStatus ReadMedia(string json) =>
        Of(_compiled.Inspected, VideoAction.InspectAsset).Read(Answer.Read("spec.video.actions.inspectAsset", json));

    /// <summary>Reads a page of findUpload or findAsset.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public FoundPage ReadFound(VideoAction action, string json, string token) =>
        Of(_compiled.Finds.GetValueOrDefault(action), action).Read(json, token);

    /// <summary>Whom a callback is about. Its signature must have been verified.</summary>
    /// <exception cref="ActionException">It is not what the map says.</exception>
    public CallbackSubject ReadCallback(ReadOnlyMemory<byte> body) =>
        (_compiled.Callback ?? throw new ActionException("spec.video.actions.callback: the service has no callbacks")).Read(body);

    /// <summary>URLs of an asset with the policy Public; for one with the policy Signed without their tokens.</summary>
    /// <exception cref="ActionException">A template came out wrong.</exception>
    public ViewUrls Urls(VideoAssetSpec resource, string assetId, string playbackId) => _compiled.Views.Urls(resource.Thumbnail, assetId, playbackId);

    /// <summary>Tokens and URLs with them, of an asset with the policy Signed.</summary>
    /// <exception cref="ActionException">A template came out wrong.</exception>
    public SignedViewUrls SignedUrls(VideoAssetSpec resource, string assetId, string playbackId, SigningKey key, DateTimeOffset expires) =>
        _compiled.Views.Signed(resource.Thumbnail, assetId, playbackId, key, expires);

    private static T Of<T>(T? part, VideoAction action)
        where T : class => part ?? throw new ActionException($"spec.video.actions.{Field(action)}: the service has no such action");

    private static string Field(VideoAction action) => $"{char.ToLowerInvariant(action.ToString()[0])}{action.ToString()[1..]}";
}
