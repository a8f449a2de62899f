using System.Text;
using System.Text.Json;
using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>Reads which uploads and assets a callback is about.</summary>
internal sealed class CallbackReader
{
    private const string Field = "spec.video.actions.callback";
    private const int MaxIds = 100;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly AnswerPath? _eventId, _uploadId, _assetId, _token;

    /// <summary>Compiles the paths.</summary>
    public CallbackReader(MapCompilation map, CallbackSpec spec)
    {
        _eventId = AnswerPath.Optional(map, $"{Field}.eventId", spec.EventId);
        _uploadId = AnswerPath.Optional(map, $"{Field}.uploadId", spec.UploadId);
        _assetId = AnswerPath.Optional(map, $"{Field}.assetId", spec.AssetId);
        _token = AnswerPath.Optional(map, $"{Field}.token", spec.Token);
        if (spec is { UploadId: null, AssetId: null, Token: null }) map.Fail(Field, null, "must have uploadId, assetId or token, which identify the VideoAsset");
        if (spec is { Scheme: CallbackScheme.TimestampedHmacSha256, Header: null or "" }) map.Fail($"{Field}.header", null, "must name the header with the signature");
        if (spec is { Scheme: CallbackScheme.StandardWebhooks, Header: not null }) map.Fail($"{Field}.header", spec.Header, "must be absent: the headers of StandardWebhooks are fixed");
    }

    /// <summary>Reads a callback.</summary>
    public CallbackSubject Read(ReadOnlyMemory<byte> body)
    {
        string text;
        try
        {
            text = Utf8.GetString(body.Span);
        }
        catch (ArgumentException)
        {
            throw new ActionException($"{Field}: the callback is not UTF-8");
        }

        var answer = Answer.Read(Field, text);
        return new(Ids(_eventId, answer) is [var id, ..] ? id : null, Ids(_uploadId, answer), Ids(_assetId, answer), Ids(_token, answer));
    }

    private static IReadOnlyList<string> Ids(AnswerPath? path, JsonElement answer) =>
        path is null ? [] : [.. path.Texts(answer).Where(id => id.Length <= 512).Distinct(StringComparer.Ordinal).Take(MaxIds)];
}
