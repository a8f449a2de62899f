namespace Onair.VideoActions;

/// <summary>The actions of an action map.</summary>
public enum VideoAction
{
    /// <summary>createUpload.</summary>
    CreateUpload,

    /// <summary>getUpload.</summary>
    GetUpload,

    /// <summary>findUpload.</summary>
    FindUpload,

    /// <summary>cancelUpload.</summary>
    CancelUpload,

    /// <summary>createAsset.</summary>
    CreateAsset,

    /// <summary>getAsset.</summary>
    GetAsset,

    /// <summary>inspectAsset.</summary>
    InspectAsset,

    /// <summary>findAsset.</summary>
    FindAsset,

    /// <summary>deleteAsset.</summary>
    DeleteAsset,
}
