using Onair.Emulator.Mux;
using Onair.Emulator.Mux.Api;
using Onair.Emulator.Mux.Assets;
using Onair.Emulator.Mux.Playback;

namespace Onair.Tests.Unit.Emulator.Mux.Playback;

public sealed class PictureTests
{
    private static readonly MuxMedia Talk = new("mov", 10, new("v", "h264", 1280, 720, 25, 10), new("a", "aac", 48000, 2, 10));

    [Theory]
    // The picture before is seen until the next one's time: at 2.52 s that is the 63rd.
    [InlineData(0.0, 0)]
    [InlineData(2.52, 63)]
    [InlineData(2.5599, 63)]
    [InlineData(2.56, 64)]
    [InlineData(10.0, 249)]
    [InlineData(999.0, 249)]
    [InlineData(null, 125)]
    public void The_picture_is_the_one_seen_at_the_moment(double? time, int picture)
    {
        var place = new ThumbnailRequest(time, null, null, 0, "preserve").Seek(Talk) * 25;
        // ffmpeg takes the next picture, by a clock that may count in pictures.
        Math.Ceiling(place).ShouldBe(picture);
        if (picture > 0) Math.Round(place).ShouldBe(picture);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("width=320", ",scale=320:-1")]
    [InlineData("height=180", ",scale=-1:180")]
    [InlineData("width=100&height=90", ",scale=100:90:force_original_aspect_ratio=decrease")]
    [InlineData("width=100&height=90&fit_mode=stretch", ",scale=100:90")]
    [InlineData("width=100&height=90&fit_mode=crop", ",scale=100:90:force_original_aspect_ratio=increase,crop=100:90")]
    [InlineData("width=100&height=90&fit_mode=smartcrop", ",scale=100:90:force_original_aspect_ratio=increase,crop=100:90")]
    [InlineData("width=100&height=90&fit_mode=pad", ",scale=100:90:force_original_aspect_ratio=decrease,pad=100:90:(ow-iw)/2:(oh-ih)/2")]
    [InlineData("rotate=90", ",transpose=clock")]
    [InlineData("rotate=180", ",hflip,vflip")]
    [InlineData("rotate=270", ",transpose=cclock")]
    public void Parameters_become_filters(string query, string filters) => Read(query).Filter().ShouldBe("scale=iw*sar:ih,setsar=1" + filters);

    [Theory]
    [InlineData("time=-1", "time: value '-1' must be a number between 0 and 1000000")]
    [InlineData("time=x", "time: value 'x' must be a number between 0 and 1000000")]
    [InlineData("width=0", "width: value '0' must be a whole number between 1 and 4096")]
    [InlineData("height=1.5", "height: value '1.5' must be a whole number between 1 and 4096")]
    [InlineData("rotate=45", "rotate: value 45 must be 90, 180 or 270")]
    [InlineData("fit_mode=fill", "fit_mode: value 'fill' must be one of preserve, stretch, crop, smartcrop, pad")]
    public void A_bad_parameter_is_refused_with_value_and_rule(string query, string message) =>
        Should.Throw<MuxException>(() => Read(query)).Messages.ShouldBe([message]);

    [Theory]
    [InlineData(1920, 1080, "720p:1280x720 480p:854x480 360p:640x360 270p:480x270")]
    [InlineData(640, 360, "360p:640x360 270p:480x270")]
    [InlineData(360, 640, "360p:360x640 270p:270x480")]
    [InlineData(192, 32, "32p:192x32")]
    public void A_source_gets_the_steps_that_are_not_larger(int width, int height, string rungs) =>
        string.Join(' ', Ladder.For(Talk with { Video = Talk.Video! with { Width = width, Height = height } }).Select(r => $"{r.Name}:{r.Width}x{r.Height}")).ShouldBe(rungs);

    [Theory]
    [InlineData(640, 360, "16:9", "720p", "SD")]
    [InlineData(1280, 720, "16:9", "720p", "HD")]
    [InlineData(1080, 1920, "9:16", "1080p", "FHD")]
    [InlineData(3840, 2160, "16:9", "2160p", "UHD")]
    public void Sizes_have_names(int width, int height, string ratio, string tier, string stored) =>
        (ResolutionNames.AspectRatio(width, height), ResolutionNames.Tier(width, height), ResolutionNames.Stored(width, height)).ShouldBe((ratio, tier, stored));

    [Fact]
    public void A_report_of_a_turned_picture_with_wide_pixels_tells_the_upright_size()
    {
        var media = MediaReport.Read(
            """
            {"streams":[
              {"codec_type":"video","codec_name":"mjpeg","width":10,"height":10,"disposition":{"attached_pic":1}},
              {"codec_type":"video","codec_name":"h264","width":720,"height":576,"sample_aspect_ratio":"16:15","avg_frame_rate":"30000/1001","side_data_list":[{"rotation":-90}]},
              {"codec_type":"audio","codec_name":"aac","sample_rate":"44100","channels":1,"duration":"4.5"}],
             "format":{"format_name":"mov,mp4","duration":"5.000000"}}
            """,
            () => "id");
        media.ShouldBe(new MuxMedia("mov,mp4", 5, new("id", "h264", 576, 768, 29.97, 5), new("id", "aac", 44100, 1, 4.5)));
    }

    [Theory]
    [InlineData("""{"streams":[],"format":{"duration":"5"}}""")]
    [InlineData("""{"streams":[{"codec_type":"subtitle"}],"format":{"duration":"5"}}""")]
    [InlineData("""{"streams":[{"codec_type":"video","width":640,"height":360}],"format":{}}""")]
    public void A_report_without_anything_to_play_is_none(string report) => MediaReport.Read(report, () => "id").ShouldBeNull();

    private static ThumbnailRequest Read(string query)
    {
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        return ThumbnailRequest.Read(name => parameters.GetValueOrDefault(name));
    }
}
