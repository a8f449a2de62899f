using System.Text.Json;
using Onair.ConnectorPod.Devtools;
using Onair.Connectors;

namespace Onair.ConnectorPod.Pages;

/// <summary>What a page says about itself at one moment.</summary>
/// <param name="Loaded">The document is complete.</param>
/// <param name="HttpStatus">Of the document; 0 when it is unknown.</param>
/// <param name="Selector">The declared element is visible; true if none is declared.</param>
/// <param name="Text">The declared text is there; true if none is declared.</param>
/// <param name="Playing">Elements that play.</param>
internal sealed record PageProbe(bool Loaded, int HttpStatus, bool Selector, bool Text, int Playing)
{
    // Frames of other origins cannot be looked into from here.
    private const string Script = """
        ((selector, text) => {
          const documents = [document];
          for (const frame of document.querySelectorAll('iframe')) {
            try { if (frame.contentDocument) documents.push(frame.contentDocument); } catch { }
          }
          const visible = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
          const plays = e => !e.paused && !e.ended && e.readyState >= 2
            && (!(e.srcObject instanceof MediaStream) || e.srcObject.getTracks().some(t => t.readyState === 'live'));
          const navigation = performance.getEntriesByType('navigation')[0];
          return JSON.stringify({
            loaded: document.readyState === 'complete',
            status: navigation?.responseStatus ?? 0,
            selector: !selector || documents.some(d => [...d.querySelectorAll(selector)].some(visible)),
            text: !text || documents.some(d => (d.body?.innerText ?? '').includes(text)),
            playing: documents.flatMap(d => [...d.querySelectorAll('video,audio')]).filter(plays).length,
          });
        })
        """;

    /// <summary>Asks the page.</summary>
    /// <exception cref="DevtoolsException">It cannot answer, e.g. between two documents, or the selector is invalid.</exception>
    public static async Task<PageProbe> AskAsync(PageSession page, PlannedSource source, CancellationToken cancellationToken)
    {
        var answer = await page.EvaluateAsync($"{Script}({Literal(source.Selector)}, {Literal(source.Text)})", cancellationToken);
        return Parse(answer.GetString() ?? "{}");
    }

    internal static PageProbe Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var answer = document.RootElement;
        return new PageProbe(Flag("loaded"), Number("status"), Flag("selector"), Flag("text"), Number("playing"));

        bool Flag(string name) => answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
        int Number(string name) => answer.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
    }

    private static string Literal(string? text) => text is null ? "null" : JsonSerializer.Serialize(text, DevtoolsJson.Default.String);
}
