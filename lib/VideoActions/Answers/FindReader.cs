using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>Reads a result page of a find action.</summary>
internal sealed class FindReader(MapCompilation map, string field, FindSpec spec)
{
    private readonly AnswerPath? _items = AnswerPath.Required(map, $"{field}.items", spec.Items);
    private readonly AnswerPath? _token = AnswerPath.Required(map, $"{field}.token", spec.Token);
    private readonly AnswerPath? _id = AnswerPath.Required(map, $"{field}.id", spec.Id);

    /// <summary>Reads the page. Items without a token were not created by Onair.</summary>
    public FoundPage Read(string json, string token)
    {
        var items = _items!.Select(Answer.Read(field, json)).Select(item => (Id: _id!.Id(item), IsOurs: _token!.Texts(item).Contains(token))).ToArray();
        return new([.. items.Select(item => item.Id)], [.. items.Where(item => item.IsOurs).Select(item => item.Id)]);
    }
}
