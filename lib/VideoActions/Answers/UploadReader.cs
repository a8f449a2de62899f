using System.Text.Json;
using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>Reads uploads from responses.</summary>
internal sealed class UploadReader
{
    private const string Create = "spec.video.actions.createUpload";
    private const string Get = "spec.video.actions.getUpload";
    private readonly AnswerPath? _createdId, _createdUrl, _url, _assetId, _error, _token;
    private readonly StateReader<UploadState>? _state;

    /// <summary>Compiles the paths.</summary>
    public UploadReader(MapCompilation map, VideoActionsSpec actions)
    {
        if (actions.CreateUpload is { } create)
        {
            _createdId = AnswerPath.Required(map, $"{Create}.id", create.Id);
            _createdUrl = AnswerPath.Required(map, $"{Create}.url", create.Url);
        }

        if (actions.GetUpload is not { } get) return;
        _state = new(map, Get, get.State, get.States, UploadState.AssetCreated);
        _url = AnswerPath.Optional(map, $"{Get}.url", get.Url);
        _assetId = AnswerPath.Required(map, $"{Get}.assetId", get.AssetId);
        _error = AnswerPath.Optional(map, $"{Get}.error", get.Error);
        _token = AnswerPath.Optional(map, $"{Get}.token", get.Token);
    }

    /// <summary>Reads the response to createUpload.</summary>
    public CreatedUpload ReadCreated(string json)
    {
        var answer = Answer.Read(Create, json);
        return new(_createdId!.Id(answer), Url(_createdUrl!, _createdUrl!.Required(answer)));
    }

    /// <summary>Reads the response to getUpload.</summary>
    public UploadAnswer Read(string json)
    {
        var answer = Answer.Read(Get, json);
        var state = _state!.Read(answer);
        // Where upload and asset are the same, the asset's id is present before the asset exists.
        return new(
            state, _url?.Optional(answer) is { } url ? Url(_url, url) : null,
            state == UploadState.AssetCreated ? _assetId!.Id(answer) : null, Errors.Read(_error, answer), _token?.Optional(answer));
    }

    // Anyone with the URL can upload, so not even an invalid one is quoted.
    private static string Url(AnswerPath path, string text) =>
        text.Length <= 8192 && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text : throw path.Wrong("is not an http or https URL in the response");
}

/// <summary>Reads error messages.</summary>
internal static class Errors
{
    private const int MaxLength = 500;

    /// <summary>Returns the service's error messages in one line; null without any.</summary>
    public static string? Read(AnswerPath? path, JsonElement answer)
    {
        if (path is null) return null;
        var text = string.Join("; ", path.Texts(answer).Take(10).Select(error => new string([.. error.Take(MaxLength).Select(c => char.IsControl(c) ? ' ' : c)])));
        return text.Length == 0 ? null : text.Length <= MaxLength ? text : text[..MaxLength];
    }
}
