using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions.Signing;

/// <summary>The templates of all viewers' URLs.</summary>
internal sealed class ViewTemplateSet
{
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly ViewTemplate? _playback, _thumbnail, _storyboard;

    /// <summary>Reads the templates.</summary>
    public ViewTemplateSet(MapCompilation map, VideoActionsSpec actions)
    {
        const string field = "spec.video.actions";
        _variables = map.Variables;
        var samples = Samples.Views(map.Variables);
        _playback = ViewTemplate.Compile(map, $"{field}.playback", actions.Playback, TemplateScope.View, samples);
        _thumbnail = actions.Thumbnail is null ? null : ViewTemplate.Compile(map, $"{field}.thumbnail", actions.Thumbnail, TemplateScope.Thumbnail, samples);
        _storyboard = actions.Storyboard is null ? null : ViewTemplate.Compile(map, $"{field}.storyboard", actions.Storyboard, TemplateScope.View, samples);
    }

    /// <summary>URLs for the policy Public.</summary>
    public ViewUrls Urls(ThumbnailSpec thumbnail, string assetId, string playbackId)
    {
        var data = TemplateData.Of(thumbnail, assetId, playbackId, null, _variables);
        return new(_playback!.Url(data), _thumbnail?.Url(data), _storyboard?.Url(data));
    }

    /// <summary>Tokens, and URLs that contain them.</summary>
    public SignedViewUrls Signed(ThumbnailSpec thumbnail, string assetId, string playbackId, SigningKey key, DateTimeOffset expires)
    {
        SignedUrl? Sign(ViewTemplate? view) =>
            view?.Signed(token => TemplateData.Of(thumbnail, assetId, playbackId, token, _variables), playbackId, key, expires);
        return new(Sign(_playback) ?? throw new ActionException("spec.video.actions.playback.signedUrl: the service has no signed playback"), Sign(_thumbnail), Sign(_storyboard));
    }
}
