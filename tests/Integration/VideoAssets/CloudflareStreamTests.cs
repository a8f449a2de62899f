using System.Text.Json;
using Onair.Api.MediaProviders.Video;
using Onair.Resources;
using Onair.Tests.Integration.Api;
using Onair.Tests.Manifests;
using Onair.Video;
using Onair.Video.Callbacks;
using Onair.Video.Requests;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>The manifest of examples/ against the service, over HTTP, with nothing between but the map.</summary>
public sealed class CloudflareStreamTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly TemplateValues _values = new()
    {
        Credentials = new Dictionary<string, string> { ["apiToken"] = CloudflareStream.ApiToken }, Resource = new() { Title = "Talk", Source = new() { DirectUpload = new() } }, Token = "uid/1", Page = 1,
    };

    private CloudflareStream _service = null!;
    private ActionMap _map = null!;

    public async Task InitializeAsync()
    {
        _service = await CloudflareStream.StartAsync();
        _map = ActionMap.Compile(Spec(_service), out var errors)!;
        errors.ShouldBeEmpty();
    }

    public Task DisposeAsync() => _service.DisposeAsync().AsTask();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task An_upload_becomes_a_video_that_is_found_played_and_deleted()
    {
        var upload = _map.ReadCreatedUpload(await SendAsync(VideoAction.CreateUpload, _values));
        var values = _values with { UploadId = upload.Id, AssetId = upload.Id };
        _map.ReadUpload(await SendAsync(VideoAction.GetUpload, values)).ShouldBe(new(UploadState.Waiting, null, null, null));
        _map.ReadFound(VideoAction.FindUpload, await SendAsync(VideoAction.FindUpload, values), "uid/1").Found.ShouldBe([upload.Id]);

        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[5000]), "file", "talk.mp4" } };
        (await _http.PostAsync(new Uri(upload.Url), form)).EnsureSuccessStatusCode();

        await Eventually.ShouldBeAsync(async () => _map.ReadAsset(await SendAsync(VideoAction.GetAsset, values)).State == AssetState.Ready, () => "it is ready");
        _map.ReadUpload(await SendAsync(VideoAction.GetUpload, values)).AssetId.ShouldBe(upload.Id);
        _map.ReadAsset(await SendAsync(VideoAction.GetAsset, values)).Media.ShouldSatisfyAllConditions(m => m.DurationSeconds.ShouldBe(12.5), m => m.Bytes.ShouldBe(5000), m => m.Bitrate.ShouldBe(3200));
        (await _http.GetAsync(new Uri(_map.Urls(new(), upload.Id, upload.Id).Playback))).EnsureSuccessStatusCode();

        await SendAsync(VideoAction.DeleteAsset, values);
        _service.Videos.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_URL_that_cannot_be_fetched_ends_in_an_error()
    {
        var id = _map.ReadCreatedAsset(await SendAsync(VideoAction.CreateAsset, _values with { SourceUrl = $"{_service.View}/nothing/manifest/video.m3u8" }));

        await Eventually.ShouldBeAsync(
            async () => _map.ReadAsset(await SendAsync(VideoAction.GetAsset, _values with { AssetId = id })) is { State: AssetState.Errored, Error: "The file could not be fetched." }, () => "it is errored");
    }

    [Fact]
    public async Task A_webhook_is_genuine_and_about_the_video()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        _service.NotificationUrl = receiver.Url;
        var upload = _map.ReadCreatedUpload(await SendAsync(VideoAction.CreateUpload, _values));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[10]), "file", "talk.mp4" } };
        (await _http.PostAsync(new Uri(upload.Url), form)).EnsureSuccessStatusCode();

        var (headers, body) = await receiver.NextAsync();

        CallbackSignature.Verify(_map.Actions.Callback!, [CloudflareStream.WebhookSecret], headers.GetValueOrDefault, body, TimeProvider.System.GetUtcNow()).IsGenuine.ShouldBeTrue();
        _map.ReadCallback(body).ShouldSatisfyAllConditions(s => s.AssetIds.ShouldBe([upload.Id]), s => s.Tokens.ShouldBe(["uid/1"]));
    }

    [Fact]
    public async Task Another_token_is_refused()
    {
        using var request = Message(_map.Request(VideoAction.FindAsset, _values with { Credentials = new Dictionary<string, string> { ["apiToken"] = "another" } }));
        ((int)(await _http.SendAsync(request)).StatusCode).ShouldBe(401);
    }

    private static VideoSpec Spec(CloudflareStream service)
    {
        var spec = YamlJson.Read(File.ReadAllText(Path.Combine(Checkout.Root, "examples", "mediaprovider-cloudflare-stream.yaml"))).Deserialize(OnairJsonContext.Default.MediaProvider)!.Spec.Video!;
        spec.Variables = new Dictionary<string, string>(spec.Variables) { ["api"] = service.Api, ["view"] = service.View };
        return spec;
    }

    private static HttpRequestMessage Message(VideoRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Url);
        if (request.Body is { } body) message.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return message;
    }

    private async Task<string> SendAsync(VideoAction action, TemplateValues values)
    {
        using var message = Message(_map.Request(action, values));
        using var answer = await _http.SendAsync(message);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{action}: {(int)answer.StatusCode} {text}");
        return text;
    }
}
