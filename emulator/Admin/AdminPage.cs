using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Onair.Emulator.Admin;

/// <summary>The admin page as HTML: what is on air, who watches, what was recorded and converted, which faults are injected.</summary>
internal static class AdminPage
{
    public static string Render(AdminState state, DateTimeOffset now)
    {
        var html = new StringBuilder("""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Onair emulator</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="5">
            <style>
            body { font: 16px/1.4 system-ui, sans-serif; margin: 1rem auto; max-width: 46rem; padding: 0 1rem; color: #1b1f24; }
            article { border: 1px solid #cdd3da; border-radius: .5rem; padding: .5rem 1rem; margin: .75rem 0; }
            h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem } h3 { font-size: 1rem; margin: 0 }
            .on { color: #116329 } .off { color: #9a3412 } small, .none { color: #57606a }
            ul { padding-left: 1.2rem; margin: .25rem 0 } li, a { overflow-wrap: anywhere }
            </style></head><body><h1>Onair emulator</h1><h2>Channels</h2>

            """);
        foreach (var channel in state.Channels) Channel(html, channel, now);
        if (state.Channels.Count == 0) html.Append("<p class=\"none\">No channels.</p>");
        List(html, "IVS", state.Streams.Select(s => Text($"{s.Name}: {s.State}") + $" <small>{Text(s.Channel)}, viewers: {s.Viewers.ToString(CultureInfo.InvariantCulture)}</small>"
            + $" <a href=\"{Text(s.Playback)}\">{Text(s.Playback)}</a>"));
        List(html, "Latest recordings", state.Archive.Select(a => Text($"s3://{a.Bucket}/{a.Key}")
            + $" <small>{(a.Bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB, {Time(a.StoredAt)}</small>"));
        List(html, "MediaConvert jobs", state.Jobs.Select(j => Text($"{j.Output}: {j.Status}")
            + $" <small>{Text(j.Id)}{(j.Percent is { } percent ? $", {percent.ToString(CultureInfo.InvariantCulture)} %" : "")}</small>"));
        List(html, "Mux", state.Videos.Select(v => Text($"{v.Kind} {v.Passthrough}: {v.Status}") + $" <small>{Text(v.Id)}</small>"));
        List(html, "Injected faults", state.Faults.Select(f => Text($"{f.Operation}: {f.Fault}")
            + (f.Remaining is { } times ? $" <small>{times} more</small>" : "")));
        return html.Append("</body></html>\n").ToString();
    }

    private static void Channel(StringBuilder html, AdminChannel channel, DateTimeOffset now)
    {
        var running = channel.StartedAt is { } since ? $", for {(now - since).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)}" : "";
        html.Append(CultureInfo.InvariantCulture, $"<article><h3>{Text(channel.Name)}</h3><small>{Text(channel.Id)}</small>")
            .Append(CultureInfo.InvariantCulture, $"<p>{Text(channel.State)}{running}. Viewers: {channel.Viewers}</p><ul>");
        foreach (var pipeline in channel.Pipelines)
        {
            var (style, word) = pipeline.Receiving ? ("on", "receiving") : ("off", "not receiving");
            html.Append(CultureInfo.InvariantCulture, $"<li>Pipeline {pipeline.Pipeline}: <b class=\"{style}\">{word}</b> <small>{Text(pipeline.Detail)}</small></li>");
        }

        foreach (var url in channel.Playback) html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Text(url)}\">{Text(url)}</a></li>");
        html.Append("</ul></article>\n");
    }

    private static void List(StringBuilder html, string title, IEnumerable<string> items)
    {
        var lines = string.Concat(items.Select(i => $"<li>{i}</li>"));
        html.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>{(lines.Length > 0 ? $"<ul>{lines}</ul>" : "<p class=\"none\">None.</p>")}\n");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
