using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>Reads an asset from a response.</summary>
internal sealed class AssetReader
{
    private const string Field = "spec.video.actions.getAsset";
    private readonly StateReader<AssetState> _state;
    private readonly AnswerPath? _error, _playbackId, _token;
    private readonly MediaReader _media;

    /// <summary>Compiles the paths.</summary>
    public AssetReader(MapCompilation map, GetAssetSpec spec)
    {
        _state = new(map, Field, spec.State, spec.States, AssetState.Ready);
        _error = AnswerPath.Optional(map, $"{Field}.error", spec.Error);
        _playbackId = AnswerPath.Optional(map, $"{Field}.playbackId", spec.PlaybackId);
        _token = AnswerPath.Optional(map, $"{Field}.token", spec.Token);
        _media = new(map, $"{Field}.media", spec.Media);
    }

    /// <summary>Reads the response to getAsset.</summary>
    public AssetAnswer Read(string json)
    {
        var answer = Answer.Read(Field, json);
        var state = _state.Read(answer);
        // A ready asset can be played, so it must have a playback id.
        return new(
            state, state == AssetState.Ready ? _playbackId?.Id(answer) : _playbackId?.OptionalId(answer), Errors.Read(_error, answer), _media.Read(answer),
            _token?.Optional(answer));
    }
}
