using Onair.Emulator.Mux.Webhooks;

namespace Onair.Emulator.Mux.Assets;

/// <summary>Makes assets and sets them to work.</summary>
internal sealed class AssetCreation(MuxAccount account, AssetRunner runner, EventQueue events)
{
    /// <summary>A new asset that is preparing. Under the account's gate.</summary>
    /// <param name="settings">What it is created with.</param>
    /// <param name="upload">Where its file is; null when it is to be fetched.</param>
    public MuxAsset Create(AssetSettings settings, MuxUpload? upload)
    {
        var asset = new MuxAsset
        {
            Id = MuxAccount.NewId(),
            CreatedAt = account.NextCreated(),
            UploadId = upload?.Id,
            SourceUrl = settings.Input,
            PlaybackIds = [.. settings.Policies.Select(p => new MuxPlaybackId(MuxAccount.NewId(), p))],
            Passthrough = settings.Passthrough,
            Meta = settings.Meta,
            VideoQuality = settings.VideoQuality,
            Test = settings.Test || upload?.Test == true,
        };
        events.Add("video.asset.created", "asset", asset.Id, AssetDocument.Of(asset));
        account.Assets.Put(asset);
        runner.Start(asset);
        return asset;
    }
}
