package main

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

const finalizer = "bench.example.com/cleanup"

var groupVersion = schema.GroupVersion{Group: "bench.example.com", Version: "v1"}

type WidgetSpec struct {
	Size   int64             `json:"size"`
	Region string            `json:"region"`
	Image  string            `json:"image,omitempty"`
	Tags   map[string]string `json:"tags,omitempty"`
}

type WidgetStatus struct {
	ObservedGeneration int64              `json:"observedGeneration,omitempty"`
	Endpoint           string             `json:"endpoint,omitempty"`
	State              string             `json:"state,omitempty"`
	Conditions         []metav1.Condition `json:"conditions,omitempty"`
}

type Widget struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              WidgetSpec   `json:"spec"`
	Status            WidgetStatus `json:"status,omitempty"`
}

type WidgetList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Widget `json:"items"`
}

func (w *Widget) DeepCopy() *Widget {
	copied := *w
	w.ObjectMeta.DeepCopyInto(&copied.ObjectMeta)
	if w.Spec.Tags != nil {
		copied.Spec.Tags = make(map[string]string, len(w.Spec.Tags))
		for key, value := range w.Spec.Tags {
			copied.Spec.Tags[key] = value
		}
	}
	if w.Status.Conditions != nil {
		copied.Status.Conditions = make([]metav1.Condition, len(w.Status.Conditions))
		for i := range w.Status.Conditions {
			w.Status.Conditions[i].DeepCopyInto(&copied.Status.Conditions[i])
		}
	}
	return &copied
}

func (w *Widget) DeepCopyObject() runtime.Object { return w.DeepCopy() }

func (l *WidgetList) DeepCopyObject() runtime.Object {
	copied := *l
	copied.Items = make([]Widget, len(l.Items))
	for i := range l.Items {
		copied.Items[i] = *l.Items[i].DeepCopy()
	}
	return &copied
}

func (w *Widget) held() bool {
	for _, name := range w.Finalizers {
		if name == finalizer {
			return true
		}
	}
	return false
}

func (w *Widget) release() {
	left := []string{}
	for _, name := range w.Finalizers {
		if name != finalizer {
			left = append(left, name)
		}
	}
	w.Finalizers = left
}
