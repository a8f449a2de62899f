using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Maps;

/// <summary>Rules across the parts of an action map.</summary>
internal static class MapRules
{
    /// <summary>Checks an action map.</summary>
    public static void Check(MapCompilation map, VideoSpec spec, VideoActionsSpec actions)
    {
        const string field = "spec.video.actions";
        if (actions is { CreateUpload: null, CreateAsset: null }) map.Fail(field, null, "must have createUpload, createAsset or both");
        if (actions is { CreateUpload: not null, GetUpload: null }) map.Fail($"{field}.getUpload", null, "is required with createUpload: without it, Onair cannot find the uploaded asset");
        if (spec.CallbackSecretRef is { } secret && actions.Callback is null)
            map.Fail("spec.video.callbackSecretRef", secret.Name, "requires spec.video.actions.callback");
        if (spec.SigningKeySecretRef is { } key && actions.Playback?.SignedUrl is null)
            map.Fail("spec.video.signingKeySecretRef", $"{key.Namespace}/{key.Name}", "requires spec.video.actions.playback.signedUrl");
    }
}
