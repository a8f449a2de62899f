using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Onair.Gateway.Telemetry;

namespace Onair.Gateway.Player;

/// <summary>Pages as HTML: the player, and a sentence for those who get none.</summary>
internal sealed class PlayerPage(PlayerFiles files, PlayerHeaders headers, PlayerSettings settings)
{
    // Letters stay readable in the source of the page.
    private static readonly HtmlEncoder Words = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Cyrillic);

    /// <summary>The player.</summary>
    /// <param name="state">What it plays.</param>
    /// <param name="stateUrl">Where it polls its state.</param>
    /// <param name="telemetry">What it needs to report; null when telemetry is off.</param>
    public string Of(PageState state, string stateUrl, PageTelemetry? telemetry = null)
    {
        var data = new PageData(stateUrl, files.WorkerPath, settings.FrameAncestors, headers.MediaOrigins(state), state, telemetry);
        var json = JsonSerializer.Serialize(data, PlayerJson.Default.PageData);
        // One pass: a title may contain the place of the data.
        return string.Concat(files.Page.Split("{{").Select(part => part switch
        {
            _ when part.StartsWith("title}}", StringComparison.Ordinal) => HtmlEncoder.Default.Encode(state.Title) + part["title}}".Length..],
            _ when part.StartsWith("data}}", StringComparison.Ordinal) => json + part["data}}".Length..],
            _ => part,
        }));
    }

    /// <summary>A page with one sentence.</summary>
    public string Of(Notice notice) =>
        // A text may repeat a part of the link.
        $"""
        <!doctype html>
        <html lang="{notice.Language}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>{notice.Title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="{files.StylesPath}"></head>
        <body><main class="notice"><h1>{notice.Title}</h1><p>{Words.Encode(notice.Text)}</p></main></body>
        </html>

        """;
}
