using Onair.Api.MediaProviders.Video;
using Onair.Api.Rules;
using Onair.VideoActions.Answers;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Mux;
using Onair.VideoActions.Requests;
using Onair.VideoActions.Signing;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions.Maps;

/// <summary>An action map that compiled without errors.</summary>
/// <param name="Actions">What is declared.</param>
/// <param name="Variables">The values that templates can use as variables.</param>
/// <param name="Requests">The request of each action in the map.</param>
/// <param name="Uploads">Reads uploads.</param>
/// <param name="CreatedAsset">Path of a new asset's id.</param>
/// <param name="Assets">Reads assets.</param>
/// <param name="Inspected">Reads media.</param>
/// <param name="Finds">Read result pages of the find actions.</param>
/// <param name="Views">URLs for viewers.</param>
/// <param name="Callback">Reads callbacks.</param>
internal sealed record CompiledActions(
    VideoActionsSpec Actions, IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<VideoAction, RequestTemplate> Requests,
    UploadReader Uploads, AnswerPath? CreatedAsset, AssetReader Assets, MediaReader? Inspected, IReadOnlyDictionary<VideoAction, FindReader> Finds,
    ViewTemplateSet Views, CallbackReader? Callback);

/// <summary>Compiles the declared action map.</summary>
internal static class ActionsCompiler
{
    private const string Field = "spec.video.actions";

    /// <summary>Compiles an action map. The result is usable only if there are no errors.</summary>
    public static CompiledActions? Compile(VideoSpec spec, out IReadOnlyList<Violation> errors)
    {
        var (actions, variables) = (spec.Actions ?? BuiltInMap.Mux.Actions!, VariableRules.Of(spec));
        var map = new MapCompilation(variables);
        VariableRules.Check(map, spec);
        if (map.Errors.Count > 0)
        {
            // Otherwise every template that uses an invalid variable would be reported as well.
            errors = map.Errors;
            return null;
        }

        try
        {
            return Compile(map, spec, actions, out errors);
        }
        catch (ActionException e)
        {
            // If a sample cannot be rendered, the template is invalid.
            errors = [.. map.Errors, new(Field, null, e.Message)];
            return null;
        }
    }

    private static CompiledActions Compile(MapCompilation map, VideoSpec spec, VideoActionsSpec actions, out IReadOnlyList<Violation> errors)
    {
        var requests = Requests(map, actions);
        var finds = new Dictionary<VideoAction, FindReader>();
        if (actions.FindUpload is { } upload) finds[VideoAction.FindUpload] = new(map, $"{Field}.findUpload", upload);
        if (actions.FindAsset is { } asset) finds[VideoAction.FindAsset] = new(map, $"{Field}.findAsset", asset);
        var compiled = new CompiledActions(
            actions, map.Variables, requests,
            new(map, actions),
            actions.CreateAsset is { } create ? AnswerPath.Required(map, $"{Field}.createAsset.id", create.Id) : null,
            new(map, actions.GetAsset ?? new()),
            actions.InspectAsset is { } inspect ? new(map, $"{Field}.inspectAsset.media", inspect.Media) : null,
            finds, new(map, actions),
            actions.Callback is { } callback ? new(map, callback) : null);
        MapRules.Check(map, spec, actions);
        errors = map.Errors;
        return compiled;
    }

    private static Dictionary<VideoAction, RequestTemplate> Requests(MapCompilation map, VideoActionsSpec actions)
    {
        var samples = Samples.Requests(map.Variables);
        var all = HeaderTemplates.Compile(map, $"{Field}.headers", actions.Headers, TemplateScope.All, samples);
        var requests = new Dictionary<VideoAction, RequestTemplate>();

        void Add(VideoAction action, string field, VideoRequestSpec? spec, TemplateScope scope)
        {
            if (RequestTemplate.Compile(map, $"{Field}.{field}", spec, all, scope, samples) is { } request) requests[action] = request;
        }

        if (actions.CreateUpload is { } createUpload) Add(VideoAction.CreateUpload, "createUpload.request", createUpload.Request, TemplateScope.CreateUpload);
        if (actions.GetUpload is { } getUpload) Add(VideoAction.GetUpload, "getUpload.request", getUpload.Request, TemplateScope.Upload);
        if (actions.FindUpload is { } findUpload) Add(VideoAction.FindUpload, "findUpload.request", findUpload.Request, TemplateScope.Find);
        if (actions.CancelUpload is { } cancelUpload) Add(VideoAction.CancelUpload, "cancelUpload", cancelUpload, TemplateScope.Upload);
        if (actions.CreateAsset is { } createAsset) Add(VideoAction.CreateAsset, "createAsset.request", createAsset.Request, TemplateScope.CreateAsset);
        Add(VideoAction.GetAsset, "getAsset.request", actions.GetAsset?.Request, TemplateScope.Asset);
        if (actions.InspectAsset is { } inspectAsset) Add(VideoAction.InspectAsset, "inspectAsset.request", inspectAsset.Request, TemplateScope.Asset);
        if (actions.FindAsset is { } findAsset) Add(VideoAction.FindAsset, "findAsset.request", findAsset.Request, TemplateScope.Find);
        Add(VideoAction.DeleteAsset, "deleteAsset", actions.DeleteAsset, TemplateScope.Asset);
        return requests;
    }
}
