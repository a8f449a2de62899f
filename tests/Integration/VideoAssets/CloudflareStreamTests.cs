using System.Text.Json;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>Another service than Mux, by nothing but the manifest in examples/.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class CloudflareStreamTests(AssetRig rig) : IClassFixture<AssetRig>, IAsyncLifetime
{
    private readonly string _provider = $"cloudflare-{Guid.NewGuid():N}"[..20];
    private CloudflareStream _service = null!;

    public async Task InitializeAsync()
    {
        _service = await CloudflareStream.StartAsync();
        await rig.CreateSecretAsync(_provider, ("apiToken", CloudflareStream.ApiToken));
        var manifest = YamlJson.Read(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "examples/other-services/mediaprovider-cloudflare-stream.yaml")));
        var provider = JsonSerializer.Deserialize(manifest.ToJsonString(), OnairJsonContext.Default.MediaProvider)!;
        var video = provider.Spec.Video!;
        provider.Metadata.Name = _provider;
        video.CredentialsSecretRef = new() { Namespace = rig.Name, Name = _provider };
        (video.SigningKeySecretRef, video.CallbackSecretRef) = (null, null);
        video.Variables = new Dictionary<string, string>(video.Variables) { ["api"] = _service.Api, ["view"] = _service.View };
        (video.AllowedCidrs, video.AllowedSourceCidrs) = (["127.0.0.0/8"], ["127.0.0.0/8"]);
        await rig.Client.CreateAsync(OnairResources.MediaProviders, provider);
    }

    public async Task DisposeAsync()
    {
        await rig.Client.DeleteAsync(OnairResources.MediaProviders, _provider, null);
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task An_upload_becomes_a_video_that_plays_and_goes_with_its_asset()
    {
        await rig.UploadedByClientAsync("stream", a => a.Spec.ProviderRef.Name = _provider);
        await rig.AssetUntilAsync("stream", a => a.Recorded.Upload?.SecretName is not null, "its URL is there");
        using var http = new HttpClient();
        using var file = new MultipartFormDataContent { { new ByteArrayContent(new byte[1_000]), "file", "talk.mp4" } };
        (await http.PostAsync(new Uri((await rig.SecretAsync("stream-upload"))["url"]), file)).EnsureSuccessStatusCode();

        var asset = await rig.PlaysAsync("stream");

        asset.Recorded.AssetId.ShouldBe(_service.Videos.Keys.ShouldHaveSingleItem());
        (await rig.StatusOfAsync(asset.Recorded.Playback!.Url!)).ShouldBe(200);
        await rig.AssetDeletedAsync("stream");
        _service.Videos.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_URL_is_copied_and_an_upload_that_nobody_used_is_deleted()
    {
        await rig.CreateAssetAsync("copy", new() { Url = await rig.StoredAsync("copy.mp4", new byte[1_000]) }, a => a.Spec.ProviderRef.Name = _provider);
        await rig.PlaysAsync("copy");
        await rig.UploadedByClientAsync("open", a => a.Spec.ProviderRef.Name = _provider);
        await rig.AssetUntilAsync("open", a => a.Recorded.Upload?.SecretName is not null, "its URL is there");

        await rig.AnnotateAsync("open", Annotations.CancelUpload, "1");
        await rig.IsAsync("open", VideoAssetState.Cancelled);
        _service.Videos.Count.ShouldBe(1);

        await rig.AssetDeletedAsync("open");
        await rig.AssetDeletedAsync("copy");
        _service.Videos.ShouldBeEmpty();
    }
}
