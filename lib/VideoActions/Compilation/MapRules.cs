using Onair.Api.MediaProviders.Video;

namespace Onair.VideoActions.Compilation;

/// <summary>What must hold between the parts of a map.</summary>
internal static class MapRules
{
    /// <summary>Checks a map.</summary>
    public static void Check(MapCompilation map, VideoSpec spec, VideoActionsSpec actions)
    {
        const string field = "spec.video.actions";
        if (actions is { CreateUpload: null, CreateAsset: null }) map.Fail(field, null, "must have createUpload, createAsset or both");
        if (actions is { CreateUpload: not null, GetUpload: null }) map.Fail($"{field}.getUpload", null, "must be there with createUpload: nobody would know of what was uploaded");
        if (spec.CallbackSecretRef is { } secret && actions.Callback is null)
            map.Fail("spec.video.callbackSecretRef", secret.Name, "needs spec.video.actions.callback");
        if (spec.SigningKeySecretRef is { } key && actions.Playback?.SignedUrl is null)
            map.Fail("spec.video.signingKeySecretRef", $"{key.Namespace}/{key.Name}", "needs spec.video.actions.playback.signedUrl");
    }
}
